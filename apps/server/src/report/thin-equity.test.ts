import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { equityAt, telltalePoints } from './thin-equity.ts';

function walk(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  let value = 1_000_000;
  return Float64Array.from({ length }, () => (value += Math.round((random.next() - 0.5) * 2000)));
}

function deepestFall(values: readonly number[]): number {
  let peak = Number.NEGATIVE_INFINITY;
  return values.reduce((deepest, value) => {
    peak = Math.max(peak, value);
    return Math.max(deepest, (peak - value) / peak);
  }, 0);
}

test.each([1, 2, 3, 4])('keeps both ends, the extremes and the deepest fall of a long curve (seed %i)', (seed) => {
  const values = walk(50_000, seed);
  const points = telltalePoints(values, 300);
  const kept = points.map((index) => values[index]!);
  expect(points.length).toBeLessThanOrEqual(1200);
  expect(points).toEqual([...new Set(points)].toSorted((a, b) => a - b));
  expect([points[0], points.at(-1)]).toEqual([0, values.length - 1]);
  expect(Math.max(...kept)).toBe(values.reduce((most, value) => Math.max(most, value)));
  expect(Math.min(...kept)).toBe(values.reduce((least, value) => Math.min(least, value)));
  expect(deepestFall(kept)).toBe(deepestFall([...values]));
});

test('leaves a short curve as it is', () => {
  const values = walk(40, 5);
  const points = telltalePoints(values, 10);
  expect(points).toHaveLength(40);
  expect(equityAt({ time: values, balance: values, equity: values }, points).equity).toEqual([...values]);
  expect(telltalePoints(new Float64Array(0), 10)).toEqual([]);
});
