import { expect, test } from 'vitest';
import { ColumnCache } from './column-cache.ts';

const COLUMN_BYTES = 800;
const column = (value: number): Float64Array => new Float64Array(COLUMN_BYTES / 8).fill(value);

test('a column is computed once, and the one used longest ago makes room', () => {
  const cache = new ColumnCache(3 * COLUMN_BYTES);
  const computed: string[] = [];
  const ask = (key: string): number => {
    const found = cache.cached(key, () => {
      computed.push(key);
      return column(computed.length);
    });
    return found[0]!;
  };
  expect(['a', 'b', 'c', 'a', 'd', 'a', 'c', 'b'].map(ask)).toEqual([1, 2, 3, 1, 4, 1, 3, 5]);
  expect(computed).toEqual(['a', 'b', 'c', 'd', 'b']);
  expect(cache.bytes).toBe(3 * COLUMN_BYTES);
});

test('a column that is larger than all the room is given and not kept', () => {
  const cache = new ColumnCache(COLUMN_BYTES - 1);
  expect(cache.cached('a', () => column(7))[0]).toBe(7);
  expect(cache.bytes).toBe(0);
});

test('memory stays flat over many columns', () => {
  const cache = new ColumnCache(10 * COLUMN_BYTES);
  for (let index = 0; index < 1000; index++) cache.cached(String(index), () => column(index));
  expect(cache.bytes).toBe(10 * COLUMN_BYTES);
});
