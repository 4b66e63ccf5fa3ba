import { allocateCandles, CANDLE_COLUMN_NAMES, type CandleColumns } from '@pipwright/model';

/** Width of the new path, as a share of the price. */
const WIDTH = 0.05;

/** A copy in which the candles from `cut` on go another way: other prices, spreads and volumes at the same times. */
export function corruptFuture(candles: CandleColumns, cut: number, random: { next(): number }): CandleColumns {
  const copy = allocateCandles(candles.length);
  for (const name of CANDLE_COLUMN_NAMES) copy[name].set(candles[name]);
  for (let row = cut; row < candles.length; row++) {
    const factor = 1 + WIDTH * (random.next() - 0.5);
    for (const name of ['open', 'close', 'low'] as const) copy[name][row] = (candles[name][row] as number) * factor;
    copy.high[row] = (candles.high[row] as number) * factor * (1 + 0.01 * random.next());
    const spread = (candles.askClose[row] as number) - (candles.close[row] as number) + 0.001 * random.next();
    copy.askOpen[row] = (copy.open[row] as number) + spread;
    copy.askHigh[row] = (copy.high[row] as number) + spread;
    copy.askLow[row] = (copy.low[row] as number) + spread;
    copy.askClose[row] = (copy.close[row] as number) + spread;
    copy.volume[row] = Math.floor(10_000 * random.next());
  }
  return copy;
}
