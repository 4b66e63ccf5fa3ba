import { z } from 'zod';
import { timeSchema } from './market.ts';

/** An indicator that can be drawn, with everything that a person needs in order to choose it. */
export const indicatorInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  description: z.string(),
  source: z.string(),
  notes: z.string().nullable(),
  /** Names with default values, in order. */
  parameters: z.array(z.object({ name: z.string(), value: z.number() })),
  outputs: z.array(z.string()),
  /** Where each output is drawn. */
  panes: z.array(z.enum(['price', 'own'])),
  /** Values at which a line is drawn. */
  guides: z.array(z.number()),
});
export type IndicatorInfo = z.infer<typeof indicatorInfoSchema>;

/** An indicator over the latest candles. */
export const indicatorValuesSchema = z.object({
  id: z.string(),
  parameters: z.record(z.string(), z.number()),
  /** Open time of each candle, oldest first. */
  time: z.array(timeSchema),
  /** A value for each candle; null where there is none. */
  outputs: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
});
export type IndicatorValues = z.infer<typeof indicatorValuesSchema>;
