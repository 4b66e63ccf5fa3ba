import { allocateCandles, type CandleColumns, type TickColumns } from '@pipwright/model';
import { unpackLzma } from './lzma.ts';

/** Bytes of one record of the old feed's files, all fields big-endian. */
const DUKASCOPY_TICK_BYTES = 20;
const DUKASCOPY_CANDLE_BYTES = 24;

function recordsOf(bytes: Uint8Array, recordBytes: number): { view: DataView; count: number } {
  const unpacked = unpackLzma(bytes);
  if (unpacked.length % recordBytes !== 0)
    throw new RangeError(`its ${unpacked.length} bytes are no whole number of records of ${recordBytes}`);
  const view = new DataView(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
  return { view, count: unpacked.length / recordBytes };
}

/** Divides integer points by the feed's scale of the instrument; the quotient is the nearest float64 of the price. */
function price(points: number, priceScale: number): number {
  return points / priceScale;
}

/**
 * Ticks of an hour. Records: int32 milliseconds in the hour, int32 ask, int32 bid, float32 ask volume, float32 bid
 * volume (millions). An empty file is an hour without ticks. Throws `RangeError` on damaged data.
 */
export function decodeBi5Ticks(bytes: Uint8Array, hourStart: number, priceScale: number): TickColumns {
  const { view, count } = recordsOf(bytes, DUKASCOPY_TICK_BYTES);
  const columns = { time: new Float64Array(count), bid: new Float64Array(count), ask: new Float64Array(count) };
  const bidVolume = new Float64Array(count);
  const askVolume = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const offset = index * DUKASCOPY_TICK_BYTES;
    columns.time[index] = hourStart + view.getInt32(offset);
    columns.ask[index] = price(view.getInt32(offset + 4), priceScale);
    columns.bid[index] = price(view.getInt32(offset + 8), priceScale);
    askVolume[index] = view.getFloat32(offset + 12);
    bidVolume[index] = view.getFloat32(offset + 16);
  }
  return { length: count, ...columns, bidVolume, askVolume };
}

/**
 * Candles of one side. Records: int32 seconds since the period's start, int32 open, close, low, high (in this order),
 * float32 volume (millions). The ask columns stay zero. Throws `RangeError` on damaged data.
 */
export function decodeBi5Candles(bytes: Uint8Array, periodStart: number, priceScale: number): CandleColumns {
  const { view, count } = recordsOf(bytes, DUKASCOPY_CANDLE_BYTES);
  const candles = allocateCandles(count);
  for (let index = 0; index < count; index++) {
    const offset = index * DUKASCOPY_CANDLE_BYTES;
    candles.time[index] = periodStart + view.getInt32(offset) * 1000;
    candles.open[index] = price(view.getInt32(offset + 4), priceScale);
    candles.close[index] = price(view.getInt32(offset + 8), priceScale);
    candles.low[index] = price(view.getInt32(offset + 12), priceScale);
    candles.high[index] = price(view.getInt32(offset + 16), priceScale);
    candles.volume[index] = view.getFloat32(offset + 20);
  }
  return candles;
}
