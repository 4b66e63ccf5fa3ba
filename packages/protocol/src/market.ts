import { TIMEFRAMES, type Timeframe } from '@pipwright/model';
import { z } from 'zod';

/** UTC epoch milliseconds. */
export const timeSchema = z.int();
export const timeframeSchema = z.enum(TIMEFRAMES as [Timeframe, ...Timeframe[]]);
/** Money in minor units of the account's currency. */
export const moneySchema = z.int();
export const sideSchema = z.enum(['buy', 'sell']);

export const instrumentSchema = z.object({
  symbol: z.string(),
  description: z.string(),
  digits: z.int(),
  pipSize: z.number(),
  quote: z.string(),
});
export type InstrumentMessage = z.infer<typeof instrumentSchema>;

/** One closed candle; prices are bid, `spread` is ask minus bid at the close. */
export const candleSchema = z.object({
  time: timeSchema,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  spread: z.number(),
  volume: z.number(),
});
export type CandleMessage = z.infer<typeof candleSchema>;

export const seriesStatusSchema = z.object({
  symbol: z.string(),
  timeframe: timeframeSchema,
  count: z.int(),
  firstTime: timeSchema,
  lastTime: timeSchema,
  sources: z.array(z.string()),
  assumedAsk: z.int(),
});
export type SeriesStatusMessage = z.infer<typeof seriesStatusSchema>;
