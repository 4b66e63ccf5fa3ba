import { z } from 'zod';
import { instrumentSchema, moneySchema, timeframeSchema, timeSchema } from './market.ts';
import { reportSectionsSchema } from './report-sections.ts';
import { tradeSchema } from './trading.ts';

/** How a figure is written. Money is in minor units, a fraction of 1 is 100 %. */
export const figureUnitSchema = z.enum(['money', 'fraction', 'ratio', 'count', 'days', 'hours', 'pips', 'lots']);
export type FigureUnit = z.infer<typeof figureUnitSchema>;

export const figureSchema = z.object({
  name: z.string(),
  /** Null where the sample is too small or the figure is undefined; shown as N/A. */
  value: z.number().nullable(),
  unit: figureUnitSchema,
  /** One sentence: the formula, for the tooltip. */
  formula: z.string(),
  /** Set where a person would want the sign coloured. */
  signed: z.boolean(),
});
export type Figure = z.infer<typeof figureSchema>;

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

export const breakdownSchema = z.object({
  /** `By exit reason`, `By hour (UTC)` … */
  title: z.string(),
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
  candles: packedCandlesSchema,
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

/** Element id of the script of type `application/json` in the report page that holds the `ReportDocument`. */
export const REPORT_ELEMENT_ID = 'pipwright-report';
