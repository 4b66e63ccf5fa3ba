import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '@pipwright/kernel';
import { findBinEdges } from './bin-edges.ts';

function edgesOf(values: readonly number[], binsMax: number): number[] {
  const out = new Float32Array(256);
  const count = findBinEdges(Float32Array.from(values), binsMax, out);
  expect([...out.subarray(count, 255)].every((edge) => edge === Infinity)).toBe(true);
  return [...out.subarray(0, count)];
}

function binOf(edges: readonly number[], value: number): number {
  return edges.filter((edge) => edge <= value).length;
}

test('each distinct value has its own bin where there are enough', () => {
  expect(edgesOf([3, 1, 2, 2, Number.NaN], 255)).toEqual([1.5, 2.5]);
  expect(edgesOf([7, 7, 7], 255)).toEqual([]);
  expect(edgesOf([Number.NaN, Number.NaN], 255)).toEqual([]);
});

test('neighbouring floats are told apart', () => {
  const next = Math.fround(1 + 2 ** -23);
  const edges = edgesOf([1, next], 255);
  expect(binOf(edges, 1)).toBe(0);
  expect(binOf(edges, next)).toBe(1);
});

test('edges ascend, stay within their number, and put every value into a bin (property)', () => {
  const values = fc.array(fc.oneof(fc.float({ noDefaultInfinity: true }), fc.constantFrom(0, 1, 2)), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 255 }), (column, binsMax) => {
      const edges = edgesOf(column, binsMax);
      expect(edges.length).toBeLessThan(binsMax);
      for (let index = 1; index < edges.length; index++) {
        expect(edges[index] as number).toBeGreaterThan(edges[index - 1] as number);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('bins of a continuous column hold about equal numbers of rows', () => {
  const random = createRandom(3);
  const column = Array.from({ length: 20_000 }, () => Math.fround(random.normal()));
  const edges = edgesOf(column, 50);
  expect(edges).toHaveLength(49);
  const counts = new Array<number>(50).fill(0);
  for (const value of column) (counts[binOf(edges, value)] as number)++;
  expect(Math.min(...counts)).toBeGreaterThan(390);
  expect(Math.max(...counts)).toBeLessThan(410);
});

test('a value that is half of the rows gets a bin and leaves the others theirs', () => {
  const random = createRandom(4);
  const column = Array.from({ length: 10_000 }, (_, row) => (row % 2 === 0 ? 0 : random.normal()));
  const edges = edgesOf(column, 20);
  expect(edges.length).toBeGreaterThanOrEqual(17);
  const inZero = column.filter((value) => binOf(edges, Math.fround(value)) === binOf(edges, 0)).length;
  expect(inZero).toBeLessThan(6000);
});
