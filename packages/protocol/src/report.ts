import { z } from 'zod';
import { instrumentSchema, moneySchema, timeframeSchema, timeSchema } from './market.ts';
import { distributionSchema, drawdownSchema, yearSchema } from './report-parts.ts';
import { reportSectionsSchema } from './report-sections.ts';
import { figureSchema } from './figure.ts';
import { tradeSchema } from './trading.ts';

/**
 * Candles of the chart as integer points, delta coded: `time[0]` is absolute, the rest are differences in minutes;
 * `close` is absolute at 0 and then the difference to the previous close; `open`, `high` and `low` are differences to the
 * same candle's close.
 */
export const packedCandlesSchema = z.object({
  timeframe: timeframeSchema,
  tickSize: z.number(),
  timeMinutes: z.array(z.int()),
  open: z.array(z.int()),
  high: z.array(z.int()),
  low: z.array(z.int()),
  close: z.array(z.int()),
});
export type PackedCandles = z.infer<typeof packedCandlesSchema>;

/** A market that was traded, with the candles that its trades are drawn on. */
export const reportMarketSchema = z.object({
  instrument: instrumentSchema,
  /** Of the traded timeframe, or of a longer one where those would be too many. */
  candles: packedCandlesSchema,
  /** Where `candles` are longer: those that were traded, around the trades that moved most; null where there are none. */
  details: packedCandlesSchema.nullable(),
});
export type ReportMarket = z.infer<typeof reportMarketSchema>;

export const breakdownSchema = z.object({
  /** `By exit reason`, `By hour (UTC)` … */
  title: z.string(),
  /** What the groups are, where their names do not say it; else empty. */
  note: z.string(),
  rows: z.array(z.object({ name: z.string(), trades: z.int(), net: moneySchema, winRate: z.number().nullable() })),
});
export type Breakdown = z.infer<typeof breakdownSchema>;

/** Everything that the report shows: one JSON inside one HTML file. */
export const reportSchema = z.object({
  version: z.string(),
  title: z.string(),
  generatedAt: timeSchema,
  runId: z.string(),
  digest: z.string(),
  /** `true` where the candles come from the simulated market. */
  simulated: z.boolean(),
  instrument: instrumentSchema,
  timeframe: timeframeSchema,
  from: timeSchema,
  to: timeSchema,
  currency: z.string(),
  minorDigits: z.int(),
  initialBalance: moneySchema,
  verdict: z.object({
    /** `true` only where the figures support an edge after costs and trials. */
    evidence: z.boolean(),
    headline: z.string(),
    reasons: z.array(z.string()),
  }),
  /** Shown large at the top. */
  headline: z.array(figureSchema),
  figures: z.array(z.object({ group: z.string(), figures: z.array(figureSchema) })),
  equity: z.object({ time: z.array(timeSchema), balance: z.array(moneySchema), equity: z.array(moneySchema) }),
  monthly: z.array(
    z.object({ year: z.int(), month: z.int(), net: moneySchema, returnFraction: z.number(), trades: z.int() }),
  ),
  yearly: z.array(yearSchema),
  /** The deepest falls of the equity, deepest first. */
  drawdowns: z.array(drawdownSchema),
  distributions: z.array(distributionSchema),
  /** The first one is the report's own instrument. */
  markets: z.array(reportMarketSchema).min(1),
  trades: z.array(tradeSchema),
  /** From the profit of the price moves at mid to the net profit; amounts of the steps sum to the last one. */
  waterfall: z.array(z.object({ name: z.string(), amount: moneySchema, total: z.boolean() })),
  breakdowns: z.array(breakdownSchema),
  /** What happened at each candle: counts by outcome and refusal reason, so that few trades are explained. */
  decisions: z.array(z.object({ name: z.string(), count: z.int() })),
  model: z
    .object({
      id: z.string(),
      kind: z.string(),
      label: z.string(),
      folds: z.int(),
      figures: z.array(figureSchema),
      calibration: z.array(z.object({ predicted: z.number(), observed: z.number(), count: z.int() })),
      importance: z.array(z.object({ feature: z.string(), share: z.number() })),
    })
    .nullable(),
  dataQuality: z.array(z.object({ name: z.string(), value: z.string(), good: z.boolean() })),
  /** What a run makes beyond the trades of one backtest; all empty where it does not. */
  sections: reportSectionsSchema,
  /** Every assumption that the result rests on: costs, fill rules, sizing, limits. */
  assumptions: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type ReportDocument = z.infer<typeof reportSchema>;

/**
 * A report as it is stored and written into its page: trades, equity, candles and the benchmark's equity are empty lists,
 * and stand in `columns` instead. See `packReport`.
 */
export const packedReportSchema = reportSchema.extend({ columns: z.string() });
export type PackedReport = z.infer<typeof packedReportSchema>;

/** Element id of the script of type `application/json` in the report page that holds the `PackedReport`. */
export const REPORT_ELEMENT_ID = 'pipwright-report';
