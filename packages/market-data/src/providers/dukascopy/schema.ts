import { z } from 'zod';

/** At most a day of minutes, or the ticks of an hour: far below this. */
const series = z.array(z.number()).max(2_000_000);
const basePrice = z.number().positive().nullable();

/** Ticks of an hour in the newer feed. All lists have one length; they hold differences to the entry before. */
export const dukascopyTicksSchema = z.object({
  timestamp: z.number().int(),
  multiplier: z.number().positive(),
  ask: basePrice,
  bid: basePrice,
  times: series,
  asks: series,
  bids: series,
  askVolumes: series,
  bidVolumes: series,
});

/** Candles of one side in the newer feed. `times` counts steps of `shift` milliseconds; skipped steps are flat candles. */
export const dukascopyCandlesSchema = z.object({
  timestamp: z.number().int(),
  multiplier: z.number().positive(),
  open: basePrice,
  high: basePrice,
  low: basePrice,
  close: basePrice,
  shift: z.number().int().positive(),
  times: series,
  opens: series,
  highs: series,
  lows: series,
  closes: series,
  volumes: series,
});
export type DukascopyCandles = z.infer<typeof dukascopyCandlesSchema>;
