import { toPoints, type CandleColumns, type Instrument, type Timeframe } from '@pipwright/model';
import type { PackedCandles } from '@pipwright/protocol';

const MINUTE_MS = 60_000;

/** Candles of the report's chart, delta coded; see `packedCandlesSchema`. */
export function packReportCandles(instrument: Instrument, timeframe: Timeframe, candles: CandleColumns): PackedCandles {
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
  for (let index = 0; index < candles.length; index++) {
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
