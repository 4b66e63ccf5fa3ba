import { allocateCandles } from '@pipwright/model';
import { expect, test } from 'vitest';
import type { PassedRows } from './feature-pass.ts';
import { SpreadRows } from './kept-rows.ts';
import { LatestRows } from './latest-rows.ts';

/** Rows in blocks of three: one column, opened at 0, 1, 2 … */
function* blocksOf(values: readonly number[]): Generator<PassedRows> {
  for (let before = 0; before < values.length; before += 3) {
    const part = Float64Array.from(values.slice(before, before + 3));
    const candles = allocateCandles(part.length);
    candles.time.set(part.map((_, row) => before + row));
    yield { candles, length: part.length, columns: [part], before, isStreamed: false };
  }
}

function latest(values: readonly number[], capacity: number): LatestRows {
  const rows = new LatestRows(1, capacity);
  for (const block of blocksOf(values)) rows.take(block);
  return rows;
}

test('a rank is the share of the values before that are below, equal ones counting half', () => {
  expect(latest([1, 2, 3, 4, 3], 10).rank(0)).toBe((2 + 0.5) / 4);
  expect(latest([5, Number.NaN, 1, 9], 10).rank(0)).toBe(1);
  expect(latest([1, 2, Number.NaN], 10).rank(0)).toBeNaN();
  expect(latest([4], 10)).toMatchObject({ before: 0, firstTime: 0 });
  expect(latest([4], 10).rank(0)).toBeNaN();
});

test('only so many rows before are kept', () => {
  const rows = latest([9, 9, 9, 9, 1, 2, 3, 2.5], 3);
  expect([rows.before, rows.firstTime, rows.rank(0)]).toEqual([3, 4, 2 / 3]);
  expect(rows.row).toEqual(Float64Array.of(2.5));
  expect([
    latest([Number.NaN, Number.NaN, 1], 5).hasBegun(0),
    latest([Number.NaN, 2, Number.NaN], 5).hasBegun(0),
  ]).toEqual([false, true]);
});

test('where more rows come than fit, they are kept evenly spread', () => {
  const values = Array.from({ length: 20 }, (_, row) => row);
  const spread = new SpreadRows(['a'], 20, 7);
  for (const block of blocksOf(values)) spread.take(block);
  expect(spread.stride).toBe(3);
  expect([...spread.table().time]).toEqual([0, 3, 6, 9, 12, 15, 18]);
  expect([...(spread.table(4, 13).columns[0] ?? [])]).toEqual([6, 9, 12]);
  expect(spread.table(19).length).toBe(0);
});
