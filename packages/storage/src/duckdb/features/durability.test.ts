import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@pipwright/kernel';
import type { SymbolName } from '@pipwright/model';
import { startScript } from '@pipwright/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDbFeatureStore } from '../index.ts';

/** More than a row group of DuckDB, so that rows go to the file before the log says that they count. */
const ROWS = 125_000;
const COLUMNS = 6;
const ROUNDS = 6;
const SEED = 4712;
const KEY = { tenant: 'local', symbol: 'EURUSD' as SymbolName, timeframe: 'M1', version: 'v' } as const;

let directory: string;
let file: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-killed-'));
  file = join(directory, 'features.duckdb');
});
afterAll(() => rm(directory, { recursive: true }));

/**
 * Writes block after block from where the store says, two in flight, each followed by a single row that joins it, and
 * prints the number of each block that was acknowledged.
 */
const builder = () => `
  import { openDuckDbFeatureStore } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
  const store = await openDuckDbFeatureStore({ file: ${JSON.stringify(file)} });
  const key = ${JSON.stringify(KEY)};
  const names = Array.from({ length: ${COLUMNS} }, (_, column) => 'f' + column);
  const spans = await store.readSpans(key);
  let row = spans.reduce((sum, { rows }) => sum + rows, 0);
  let follows = spans.at(-1)?.digest ?? null;
  console.log('from', row);
  const write = async (rows, joins) => {
    const time = Float64Array.from({ length: rows }, (_, index) => (row + index) * 60_000);
    const columns = names.map((_, column) => Float32Array.from(time, (at) => at / 60_000 + column));
    row += rows;
    const block = { key, names, time, columns, digest: String(row), follows, joins, state: Float64Array.of(row) };
    follows = String(row);
    const end = row;
    await store.writeBlock(block);
    console.log(end);
  };
  let before = Promise.resolve();
  for (;;) {
    const block = write(${ROWS}, false);
    const single = write(1, true);
    await before;
    before = Promise.all([block, single]);
  }`;

test(`a build that is killed at any moment loses nothing that was acknowledged (seed ${SEED})`, async () => {
  const random = createRandom(SEED);
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const script = startScript({ source: builder() });
    const [, from] = (await script.line()).split(' ');
    expect(Number(from)).toBeGreaterThanOrEqual(acknowledged);
    acknowledged = Number(from);
    for (let left = random.integer(5); left > 0; left--) acknowledged = Number(await script.line());
    for (const line of await script.kill()) acknowledged = Number(line);
  }
  const store = await openDuckDbFeatureStore({ file });
  const spans = await store.readSpans(KEY);
  const rows = spans.reduce((sum, span) => sum + span.rows, 0);
  expect(rows).toBeGreaterThanOrEqual(acknowledged);
  expect(await store.readState(KEY, String(rows))).toEqual(Float64Array.of(rows));
  const { time, columns } = await store.readRows(KEY);
  expect(time.length).toBe(rows);
  for (let row = 0; row < rows; row++) {
    if (time[row] !== row * 60_000) expect.fail(`row ${row}: ${time[row]}`);
    for (const [column, values] of columns.entries())
      if (values[row] !== Math.fround(row + column)) expect.fail(`row ${row}, column ${column}: ${values[row]}`);
  }
  await store.close();
});
