import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@pipwright/kernel';
import type { SymbolName } from '@pipwright/model';
import { startScript } from '@pipwright/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDbCandleStore } from './index.ts';

/** More than a row group of DuckDB, so that rows go to the file before the log says that they count. */
const ROWS = 125_000;
const ROUNDS = 6;
const SEED = 4711;
const DIGEST = 'killed';
const SERIES = { symbol: 'EURUSD' as SymbolName, timeframe: 'M1' } as const;

let directory: string;
let file: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-killed-'));
  file = join(directory, 'candles.duckdb');
});
afterAll(() => rm(directory, { recursive: true }));

/** Imports chunk after chunk from where the store says, and prints the number of each chunk that was acknowledged. */
const importer = () => `
  import { allocateCandles } from '@pipwright/model';
  import { openDuckDbCandleStore } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
  const store = await openDuckDbCandleStore({ file: ${JSON.stringify(file)} });
  const { committedChunks } = await store.beginImport({ digest: '${DIGEST}', file: 'a.csv' });
  console.log('from', committedChunks);
  for (let index = committedChunks; ; index++) {
    const candles = allocateCandles(${ROWS});
    for (const column of Object.values(candles)) if (typeof column !== 'number') column.fill(1 + index / 1000);
    for (let row = 0; row < ${ROWS}; row++) candles.time[row] = (index * ${ROWS} + row) * 60_000;
    await store.commitChunk({
      digest: '${DIGEST}', index, ticks: { symbol: 'EURUSD', source: 'x', ticks: {
        length: 1, time: Float64Array.of(index), bid: Float64Array.of(1), ask: Float64Array.of(2),
        bidVolume: Float64Array.of(0), askVolume: Float64Array.of(0) } },
      batches: [{ symbol: 'EURUSD', timeframe: 'M1', askSource: 'spread', origin: 'candles', source: 'x', candles }],
      quarantined: [{ file: 'a.csv', line: index, field: 'f', value: 'v', reason: 'r' }],
    });
    console.log(index);
  }`;

test(`an import that is killed at any moment loses nothing that was acknowledged (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const script = startScript({ source: importer() });
    const [, from] = (await script.line()).split(' ');
    expect(Number(from)).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = Number(from);
    for (let left = random.integer(5); left > 0; left--) acknowledged = Number(await script.line()) + 1;
    for (const line of await script.kill()) acknowledged = Number(line) + 1;
  }
  const store = await openDuckDbCandleStore({ file });
  const { committedChunks } = await store.beginImport({ digest: DIGEST, file: 'a.csv' });
  expect(committedChunks).toBeGreaterThanOrEqual(acknowledged);
  const { candles } = await store.readCandles(SERIES);
  expect(candles.length).toBe(committedChunks * ROWS);
  for (let row = 0; row < candles.length; row++) {
    if (candles.time[row] !== row * 60_000 || candles.close[row] !== 1 + Math.floor(row / ROWS) / 1000)
      expect.fail(`row ${row}: ${candles.time[row]} ${candles.close[row]}`);
  }
  const range = { from: 0 as never, to: 1e9 as never };
  expect((await store.readTicks(SERIES.symbol, range)).length).toBe(committedChunks);
  expect(await store.listQuarantined({ limit: 1000 })).toHaveLength(committedChunks);
  await store.close();
});
