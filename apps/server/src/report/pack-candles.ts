import { toPoints, type CandleColumns, type Instrument, type Timeframe } from '@pipwright/model';
import type { PackedCandles } from '@pipwright/protocol';

const MINUTE_MS = 60_000;

/** Candles of the report's chart, delta coded, all of them or those in `rows`; see `packedCandlesSchema`. */
export function packReportCandles(
  instrument: Instrument,
  timeframe: Timeframe,
  candles: CandleColumns,
  rows?: readonly number[],
): PackedCandles {
  const packed: PackedCandles = {
    timeframe,
    tickSize: instrument.tickSize,
    timeMinutes: [],
    open: [],
    high: [],
    low: [],
    close: [],
  };
  let previousTime = 0;
  let previousClose = 0;
  const count = rows === undefined ? candles.length : rows.length;
  for (let row = 0; row < count; row++) {
    const index = rows === undefined ? row : rows[row]!;
    const minutes = Math.round((candles.time[index] as number) / MINUTE_MS);
    const points = (column: Float64Array): number => toPoints(instrument, column[index] as number);
    const close = points(candles.close);
    packed.timeMinutes.push(minutes - previousTime);
    packed.close.push(close - previousClose);
    packed.open.push(points(candles.open) - close);
    packed.high.push(points(candles.high) - close);
    packed.low.push(points(candles.low) - close);
    previousTime = minutes;
    previousClose = close;
  }
  return packed;
}
