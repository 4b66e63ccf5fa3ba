import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRandom } from '@pipwright/kernel';
import { openDuckDbFeatureStore } from '@pipwright/storage/duckdb';
import type { FeatureBlock, FeatureKey, FeatureRows, FeatureStore } from '@pipwright/storage/ports';
import type { Benchmark, BenchmarkSize } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD } from './made-market.ts';
import { scratchFolder } from './scratch-folder.ts';

const COLUMNS = 120;
/** As the builder writes them: a row group of DuckDB. */
const BLOCK_ROWS = 122_880;
/** Blocks on their way at once. */
const IN_FLIGHT = 2;
const MINUTE_MS = 60_000;
const KEY: FeatureKey = { tenant: 'local', symbol: EURUSD.symbol, timeframe: 'M1', version: 'bench' };
const NAMES = Array.from({ length: COLUMNS }, (_, column) => `feature_${column}`);

const rowsAt = (size: BenchmarkSize): number => (size === 'full' ? 500_000 : 2000);

/** A column as features are: noise with memory, an indicator in bounds, a flag, or a clock; NaN while it warms up. */
function madeColumn(column: number, rows: number): Float32Array<ArrayBuffer> {
  const random = createRandom('features').split(`column ${column}`);
  const values = new Float32Array(rows).fill(Number.NaN);
  let level = 0;
  for (let row = column; row < rows; row++) {
    level = level * 0.98 + random.next() - 0.5;
    const kind = column % 10;
    if (kind === 0) values[row] = level > 0 ? 1 : 0;
    else if (kind === 1) values[row] = Math.sin((2 * Math.PI * (row % 1440)) / 1440);
    else values[row] = kind < 5 ? level : level / (1 + Math.abs(level));
  }
  return values;
}

/** Rows `from` to `to` in memory of their own, which the store takes over. */
function blockAt(columns: readonly Float32Array<ArrayBuffer>[], from: number, to: number): FeatureBlock {
  return {
    key: KEY,
    names: NAMES,
    time: Float64Array.from({ length: to - from }, (_, index) => (from + index) * MINUTE_MS),
    columns: columns.map((column) => column.slice(from, to)),
    digest: `to ${to}`,
    follows: from === 0 ? null : `to ${from}`,
    joins: false,
    state: new Float64Array(5000),
  };
}

async function writeAll(store: FeatureStore, columns: readonly Float32Array<ArrayBuffer>[]): Promise<void> {
  const rows = columns[0]?.length ?? 0;
  const flying: Promise<unknown>[] = [];
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    if (flying.length >= IN_FLIGHT) await flying.shift();
    flying.push(store.writeBlock(blockAt(columns, from, Math.min(rows, from + BLOCK_ROWS))));
  }
  await Promise.all(flying);
}

function digestOfRows({ names, time, columns }: FeatureRows): string {
  return digestOf([...names, time, ...columns.map((column) => digestOf([Float64Array.from(column)]))]);
}

async function readAll(file: string): Promise<FeatureRows> {
  const store = await openDuckDbFeatureStore({ file, readOnly: true });
  const rows = await store.readRows(KEY);
  await store.close();
  return rows;
}

/** Runs `work` and says for how long it kept the thread from turning its event loop, at worst. */
async function watched<Result>(work: () => Promise<Result>): Promise<{ result: Result; stallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const result = await work();
  delay.disable();
  return { result, stallMs: delay.max / 1e6 };
}

export const featureStoreWrite: Benchmark = {
  name: 'feature-store-write',
  what: '500,000 rows of 120 float32 columns into a new store, until they are on the disk and it is closed',
  unit: 'rows',
  budget: { kind: 'duration', msMax: 8000 },
  prepare(size) {
    const rows = rowsAt(size);
    const columns = NAMES.map((_, column) => madeColumn(column, rows));
    const folder = scratchFolder();
    let run = 0;
    return Promise.resolve({
      async pass() {
        const file = folder.file(`written-${run++}.duckdb`);
        const { stallMs } = await watched(async () => {
          const store = await openDuckDbFeatureStore({ file });
          await writeAll(store, columns);
          await store.close();
        });
        const figures = () => ({ stallMs, bytesPerRow: statSync(file).size / rows });
        return { count: rows, digest: async () => digestOfRows(await readAll(file)), figures };
      },
      dispose: () => folder.remove(),
    });
  },
};

export const featureStoreRead: Benchmark = {
  name: 'feature-store-read',
  what: 'all of them back as columns, opening and closing the store included',
  unit: 'rows',
  budget: { kind: 'duration', msMax: 3000 },
  sameDigestAs: featureStoreWrite.name,
  async prepare(size) {
    const rows = rowsAt(size);
    const folder = scratchFolder();
    const file = folder.file('features.duckdb');
    const store = await openDuckDbFeatureStore({ file });
    await writeAll(
      store,
      NAMES.map((_, column) => madeColumn(column, rows)),
    );
    await store.close();
    return {
      async pass() {
        const { result, stallMs } = await watched(() => readAll(file));
        return { count: result.length, digest: () => digestOfRows(result), figures: () => ({ stallMs }) };
      },
      dispose: () => folder.remove(),
    };
  },
};
