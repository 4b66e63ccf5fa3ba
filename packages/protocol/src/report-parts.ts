import { z } from 'zod';
import { figureSchema } from './figure.ts';
import { moneySchema, timeSchema } from './market.ts';

/** One calendar year, or what there is of it. */
export const yearSchema = z.object({
  year: z.int(),
  net: moneySchema,
  returnFraction: z.number(),
  /** Trades closed, and the share of them that won; null without any. */
  trades: z.int(),
  winRate: z.number().nullable(),
  /** Deepest fall of the equity within the year, as a fraction of its highest value in it. */
  maximumDrawdown: z.number(),
  sharpe: z.number().nullable(),
});
export type ReportYear = z.infer<typeof yearSchema>;

/** A fall of the equity from a peak, until the peak was reached again. */
export const drawdownSchema = z.object({
  peakTime: timeSchema,
  troughTime: timeSchema,
  /** Null where the data ended before. */
  recoveredTime: timeSchema.nullable(),
  /** At least 0. */
  amount: moneySchema,
  fraction: z.number(),
});
export type ReportDrawdown = z.infer<typeof drawdownSchema>;

/** How often a result had which size. */
export const distributionSchema = z.object({
  /** `Net profit of trades`, `Daily returns`. */
  title: z.string(),
  unit: z.enum(['money', 'fraction']),
  /** In ascending order, without gaps; the first and the last one also count what lies beyond them. */
  bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.int() })),
  figures: z.array(figureSchema),
});
export type Distribution = z.infer<typeof distributionSchema>;

/** A figure over a moving window of trading days. */
export const rollingSchema = z.object({
  days: z.int(),
  time: z.array(timeSchema),
  /** Annualised; null where the window does not vary. */
  sharpe: z.array(z.number().nullable()),
});
export type RollingSection = z.infer<typeof rollingSchema>;

/** What happened to the account besides fills. */
export const accountEventsSchema = z.object({
  /** All of them, by kind. */
  counts: z.array(z.object({ kind: z.string(), count: z.int(), amount: moneySchema.nullable() })),
  /** Margin calls and stop-outs, and what else is worth its line; in order of time, at most 500. */
  rows: z.array(
    z.object({
      time: timeSchema,
      kind: z.string(),
      symbol: z.string().nullable(),
      amount: moneySchema.nullable(),
      /** A sentence with the figures behind it. */
      detail: z.string(),
    }),
  ),
});
export type AccountEventsSection = z.infer<typeof accountEventsSchema>;
