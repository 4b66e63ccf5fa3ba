import { Atr } from '@pipwright/indicators';
import type { CandleColumns } from '@pipwright/model';

/** Candles that the average true range of stops and targets looks back on. */
const PERIOD = 14;

/** Average true range of candles that come one after the other; the same numbers in one batch or candle by candle. */
export class AverageTrueRange {
  readonly #indicator = new Atr({ period: PERIOD });
  readonly #outputs = [new Float64Array(1), new Float64Array(1)] as const;

  /** Takes the candle at `index`, the one after the last. NaN until warm. */
  update(candles: CandleColumns, index: number): number {
    const [range, percent] = this.#outputs;
    // One row of the columns as bars of length one: the indicator writes the row that it reads.
    const bars = {
      open: candles.open.subarray(index, index + 1),
      high: candles.high.subarray(index, index + 1),
      low: candles.low.subarray(index, index + 1),
      close: candles.close.subarray(index, index + 1),
      volume: candles.volume.subarray(index, index + 1),
    };
    this.#indicator.process(bars, 0, 1, [range, percent]);
    return range[0] as number;
  }
}

/** Average true range of every candle of a series. */
export function averageTrueRanges(candles: CandleColumns): Float64Array {
  const range = new Float64Array(candles.length);
  new Atr({ period: PERIOD }).process(candles, 0, candles.length, [range, new Float64Array(candles.length)]);
  return range;
}
