import { z } from 'zod';

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
  /** Which of two values is the better one, where all else is equal; null where neither is. */
  better: z.enum(['higher', 'lower']).nullable(),
});
export type Figure = z.infer<typeof figureSchema>;
