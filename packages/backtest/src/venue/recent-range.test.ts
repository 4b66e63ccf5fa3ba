import { expect, test } from 'vitest';
import { RecentRange } from './recent-range.ts';

test('is the range of the last minute of ticks', () => {
  const range = new RecentRange();
  expect(range.range(0)).toBe(0);
  range.add(1000, 1.1);
  range.add(5000, 1.1002);
  range.add(30_000, 1.0999);
  expect(range.range(30_000)).toBeCloseTo(0.0003, 12);
  // The first ten seconds are over a minute ago: what is left is a single price.
  expect(range.range(61_000)).toBe(0);
  range.add(62_000, 1.1001);
  expect(range.range(62_000)).toBeCloseTo(0.0002, 12);
  expect(range.range(200_000)).toBe(0);
});
