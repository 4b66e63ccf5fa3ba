import { createRandom } from '@pipwright/kernel';
import type { Bars } from '../contract/indicator.ts';

/** Sizes of bodies, shadows and gaps, in tenths of a usual candle: many are equal, so that there are many ties. */
const BODIES = [0, 1, 2, 3, 10, 15, 30, 30] as const;
const SHADOWS = [0, 0, 0, 0, 1, 4, 12] as const;
const GAPS = [0, 0, 0, 1, -1, -2, -4, 4, -8, 8, 12, -12, 30, -30] as const;

/**
 * Candles in points around 1.1 which often leave gaps and repeat sizes, so that every candle pattern comes up. About
 * half of the time the colour stays that of the candle before.
 */
export function gappyCandles(seed: string, length: number): Bars {
  const random = createRandom(seed);
  const pick = (sizes: readonly number[]): number => (sizes[random.integer(sizes.length)] as number) * 3;
  const column = (): Float64Array => new Float64Array(length);
  const bars = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  let close = 110_000;
  let direction = 1;
  for (let row = 0; row < length; row++) {
    const open = close + pick(GAPS) + (random.next() < 0.2 ? random.integer(7) - 3 : 0);
    if (random.next() < 0.4) direction = -direction;
    close = open + direction * pick(BODIES);
    bars.open[row] = open / 1e5;
    bars.high[row] = (Math.max(open, close) + pick(SHADOWS)) / 1e5;
    bars.low[row] = (Math.min(open, close) - pick(SHADOWS)) / 1e5;
    bars.close[row] = close / 1e5;
    if (Math.abs(close - 110_000) > 20_000) close = 110_000;
  }
  return bars;
}
