import { CandleOrigin } from '@pipwright/storage/ports';
import { openDuckDbCandleStore } from '@pipwright/storage/duckdb';
import type { Benchmark } from './benchmark.ts';
import { columnsOf, digestOf } from './digest.ts';
import { FULL_M1, madeMarket } from './made-market.ts';
import { scratchFolder } from './scratch-folder.ts';

/** Opening the store, reading every candle of a series into columns, closing: what each command begins with. */
export const load: Benchmark = {
  name: 'load',
  what: 'ten years of M1 from DuckDB into columns, opening and closing the store included',
  unit: 'candles',
  budget: { kind: 'duration', msMax: 2000 },
  async prepare(size) {
    const { symbol, timeframe, askSource, candles } = madeMarket('M1', size === 'full' ? FULL_M1 : 20_000);
    const folder = scratchFolder();
    const file = folder.file('candles.duckdb');
    const store = await openDuckDbCandleStore({ file });
    await store.writeCandles({ symbol, timeframe, askSource, origin: CandleOrigin.Candles, source: 'bench', candles });
    await store.close();
    return {
      async pass() {
        const reading = await openDuckDbCandleStore({ file, readOnly: true });
        const start = performance.now();
        const read = await reading.readCandles({ symbol, timeframe });
        const readMs = performance.now() - start;
        await reading.close();
        return {
          count: read.candles.length,
          digest: () => digestOf([read.symbol, read.timeframe, read.askSource, ...columnsOf(read.candles)]),
          figures: () => ({ readMs }),
        };
      },
      dispose: () => folder.remove(),
    };
  },
};
