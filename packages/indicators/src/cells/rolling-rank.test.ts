import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { StateMemory } from '../contract/state-memory.ts';
import { RollingMean } from './rolling-mean.ts';
import { RollingRank } from './rolling-rank.ts';

/** A walk in whole steps, with many equal values. */
function walk(seed: string, length: number): number[] {
  const random = createRandom(seed);
  let price = 0;
  return Array.from({ length }, () => (price += random.integer(5) - 2));
}

describe.each([1, 2, 7, 100, 2049])('the rank among %i values', (period) => {
  test.each(['walk 1', 'walk 2'])('equals its definition on %s', (seed) => {
    const rank = new RollingRank(new StateMemory(), period);
    const values = walk(seed, 3000);
    values.forEach((value, row) => {
      rank.step(value);
      const before = values.slice(row - period, row);
      if (row < period) return expect(rank.below).toBeNaN();
      expect(rank.below).toBe(before.filter((other) => other < value).length);
      return expect(rank.equal).toBe(before.filter((other) => other === value).length);
    });
  });

  test('goes on from a saved state, and leaves out what is not a number', () => {
    const memories = [new StateMemory(), new StateMemory()] as const;
    const [first, second] = [new RollingRank(memories[0], period), new RollingRank(memories[1], period)];
    const values = walk('saved', 1500);
    for (const value of values.slice(0, 1000)) {
      first.step(value);
      first.step(Number.NaN);
    }
    const saved = new Float64Array(memories[0].length);
    memories[0].saveTo(saved);
    memories[1].restoreFrom(saved);
    for (const value of values.slice(1000)) {
      first.step(value);
      second.step(value);
      expect([second.below, second.equal]).toEqual([first.below, first.equal]);
    }
  });
});

test('rising and falling values, and equal ones, keep a tree of thousands fast enough to count', () => {
  const rank = new RollingRank(new StateMemory(), 5000);
  for (let row = 0; row < 20_000; row++) rank.step(row);
  expect(rank.below).toBe(5000);
  for (let row = 0; row < 20_000; row++) rank.step(-row);
  expect(rank.below).toBe(0);
  for (let row = 0; row < 20_000; row++) rank.step(1);
  expect(rank.equal).toBe(5000);
});

describe.each([1, 3, 20])('the mean of %i values', (period) => {
  test('equals its definition to 1e-12 relative, also after many values', () => {
    const mean = new RollingMean(new StateMemory(), period);
    const values = walk('mean', 20_000).map((value) => 1.1 + value * 1e-5);
    values.forEach((value, row) => {
      const result = mean.step(value);
      if (row < period - 1) return expect(result).toBeNaN();
      const window = values.slice(row - period + 1, row + 1);
      const expected = window.reduce((sum, one) => sum + one, 0) / period;
      return expect(Math.abs(result - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
    });
  });

  test('of equal values is exactly their value', () => {
    const mean = new RollingMean(new StateMemory(), period);
    for (let row = 0; row < 100; row++) expect(mean.step(0.1)).toBe(row < period - 1 ? Number.NaN : 0.1);
  });
});
