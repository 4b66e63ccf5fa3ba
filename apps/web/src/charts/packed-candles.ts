import type { PackedCandles } from '@pipwright/protocol';

/** Unpacked candles as columns; times are UTC milliseconds, prices are in the quote currency. */
export interface PackedSeries {
  readonly length: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

const MINUTE_MS = 60_000;

/**
 * Undoes the report's packing: `timeMinutes` and `close` are running differences, the other prices differences to the same
 * candle's close, all in ticks. Prices come out as the nearest float64 to `ticks x tickSize` at the instrument's digits.
 * Throws `RangeError` where the columns have different lengths.
 */
export function unpackCandles(packed: PackedCandles, digits: number): PackedSeries {
  const { length } = packed.timeMinutes;
  for (const name of ['open', 'high', 'low', 'close'] as const) {
    if (packed[name].length !== length)
      throw new RangeError(`candle column '${name}' has ${packed[name].length} values, expected ${length}`);
  }
  const series = {
    length,
    time: new Float64Array(length),
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
  };
  const scale = 10 ** digits;
  const toPrice = (ticks: number): number => Math.round(ticks * packed.tickSize * scale) / scale;
  let minutes = 0;
  let close = 0;
  for (let index = 0; index < length; index++) {
    minutes += packed.timeMinutes[index]!;
    close += packed.close[index]!;
    series.time[index] = minutes * MINUTE_MS;
    series.close[index] = toPrice(close);
    series.open[index] = toPrice(close + packed.open[index]!);
    series.high[index] = toPrice(close + packed.high[index]!);
    series.low[index] = toPrice(close + packed.low[index]!);
  }
  return series;
}
