import { z } from 'zod';
import { figureUnitSchema } from './figure.ts';
import { fillPage } from './fill-page.ts';
import { moneySchema, timeframeSchema, timeSchema } from './market.ts';

/** One of the runs that are compared. Figures of money are in its own currency. */
export const comparedRunSchema = z.object({
  id: z.string(),
  /** `A`, `B` … in the order in which they were asked for. */
  letter: z.string(),
  title: z.string(),
  digest: z.string(),
  generatedAt: timeSchema,
  simulated: z.boolean(),
  symbols: z.array(z.string()),
  timeframe: timeframeSchema,
  from: timeSchema,
  to: timeSchema,
  currency: z.string(),
  minorDigits: z.int(),
  initialBalance: moneySchema,
  verdict: z.object({ evidence: z.boolean(), headline: z.string() }),
  waterfall: z.array(z.object({ name: z.string(), amount: moneySchema, total: z.boolean() })),
  /** Equity / initial balance, thinned so that highest, lowest and deepest fall stay. */
  growth: z.object({ time: z.array(timeSchema), value: z.array(z.number()) }),
  monthly: z.array(z.object({ year: z.int(), month: z.int(), returnFraction: z.number() })),
});
export type ComparedRun = z.infer<typeof comparedRunSchema>;

/** One figure of all runs; a run that does not have it has null. */
export const comparedFigureSchema = z.object({
  group: z.string(),
  name: z.string(),
  unit: figureUnitSchema,
  formula: z.string(),
  signed: z.boolean(),
  values: z.array(z.number().nullable()),
  /** Places of the best values; empty where none is better, or where they cannot be compared. */
  best: z.array(z.int()),
});
export type ComparedFigure = z.infer<typeof comparedFigureSchema>;

/** Several runs side by side: one JSON inside one HTML file. */
export const comparisonSchema = z.object({
  version: z.string(),
  title: z.string(),
  generatedAt: timeSchema,
  runs: z.array(comparedRunSchema).min(2),
  figures: z.array(comparedFigureSchema),
  /** Parameters and assumptions in which the runs differ, as text; null where a run does not have it. */
  differences: z.array(z.object({ name: z.string(), values: z.array(z.string().nullable()) })),
  /** Why figures of these runs should not, or not simply, be compared; one sentence each. */
  warnings: z.array(z.string()),
  /** Of monthly returns, over the months that both runs have; null where those are too few or do not vary. */
  correlation: z.array(z.array(z.object({ value: z.number().nullable(), months: z.int() }))),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Element id of the script of type `application/json` in the compare page that holds the `Comparison`. */
export const COMPARISON_ELEMENT_ID = 'pipwright-comparison';

/** Stands in the built compare page where the document's JSON goes; exactly once. */
export const COMPARISON_PLACEHOLDER = '__PIPWRIGHT_COMPARISON_DOCUMENT__';

/** The compare page with the document in it; see `fillPage`. */
export function fillComparisonPage(page: string, comparison: Comparison): string {
  return fillPage(page, COMPARISON_PLACEHOLDER, comparison);
}
