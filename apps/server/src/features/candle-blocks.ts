import { CANDLE_COLUMN_NAMES, sliceCandles, timeframeMs, type CandleColumns, type EpochMs } from '@pipwright/model';
import type { CandleStore, SeriesKey, TimeRange } from '@pipwright/storage/ports';

/**
 * Stored candles of a range in parts of at most `rows`, in order; parts without candles are left out. The next part is
 * on its way while the caller works on one.
 */
export async function* candleParts(
  store: CandleStore,
  key: SeriesKey,
  range: TimeRange,
  rows: number,
): AsyncGenerator<CandleColumns, void, void> {
  const stored = (await store.listSeries()).find(
    ({ symbol, timeframe }) => symbol === key.symbol && timeframe === key.timeframe,
  );
  if (stored === undefined) return;
  const stepMs = rows * timeframeMs(key.timeframe);
  const end = Math.min(range.to, stored.lastTime + 1);
  const read = async (from: number): Promise<CandleColumns> => {
    const part = { from: from as EpochMs, to: Math.min(end, from + stepMs) as EpochMs };
    return (await store.readCandles({ symbol: key.symbol, timeframe: key.timeframe }, part)).candles;
  };
  let from = Math.max(range.from, stored.firstTime);
  let coming = from < end ? read(from) : null;
  while (coming !== null) {
    const part = await coming;
    from += stepMs;
    coming = from < end ? read(from) : null;
    // Where the caller stops early nobody asks for it.
    coming?.catch(() => undefined);
    if (part.length > 0) yield part;
  }
}

/** Room for candles that threads can look at without a copy. */
function sharedCandles(length: number): CandleColumns {
  const bytes = length * Float64Array.BYTES_PER_ELEMENT;
  const columns = CANDLE_COLUMN_NAMES.map((name) => [name, new Float64Array(new SharedArrayBuffer(bytes))]);
  return { length, ...Object.fromEntries(columns) } as CandleColumns;
}

/**
 * Copies parts together into blocks of `first` and then `rows` candles each, the last with what is left. All blocks use
 * the same shared memory: a block is there until the next one is asked for.
 */
export async function* candleBlocks(
  parts: AsyncIterable<CandleColumns>,
  first: number,
  rows: number,
): AsyncGenerator<CandleColumns, void, void> {
  const memory = sharedCandles(Math.max(first, rows));
  let size = first;
  let filled = 0;
  for await (const part of parts) {
    for (let at = 0; at < part.length;) {
      const count = Math.min(part.length - at, size - filled);
      for (const name of CANDLE_COLUMN_NAMES) memory[name].set(part[name].subarray(at, at + count), filled);
      at += count;
      filled += count;
      if (filled < size) continue;
      yield sliceCandles(memory, 0, filled);
      size = rows;
      filled = 0;
    }
  }
  if (filled > 0) yield sliceCandles(memory, 0, filled);
}
