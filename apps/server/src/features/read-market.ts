import { CANDLE_COLUMN_NAMES, type CandleColumns, type CandleSeries } from '@pipwright/model';
import type { CandleStore, SeriesKey } from '@pipwright/storage/ports';
import { candleParts } from './candle-blocks.ts';

/** Candles that are in memory at once while a market is read. */
const PART_ROWS = 131_072;

function sharedColumn(rows: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(rows * Float64Array.BYTES_PER_ELEMENT));
}

/**
 * Another market as features see it: its times and closes. They stand in for its other columns too, which nobody reads
 * and which would take five times the memory. The memory is shared, so that threads need no copy of their own.
 */
export async function readMarket(store: CandleStore, { symbol, timeframe }: SeriesKey): Promise<CandleSeries> {
  const summary = (await store.listSeries()).find((one) => one.symbol === symbol && one.timeframe === timeframe);
  const time = sharedColumn(summary?.count ?? 0);
  const close = sharedColumn(time.length);
  let length = 0;
  if (summary !== undefined) {
    const range = { from: summary.firstTime, to: (summary.lastTime + 1) as typeof summary.lastTime };
    for await (const part of candleParts(store, { symbol, timeframe }, range, PART_ROWS)) {
      time.set(part.time, length);
      close.set(part.close, length);
      length += part.length;
    }
  }
  const columns = CANDLE_COLUMN_NAMES.map((name) => [name, name === 'time' ? time : close]);
  const candles = { length, ...Object.fromEntries(columns) } as CandleColumns;
  return { symbol, timeframe, askSource: 'quoted', candles };
}
