import { expect, test } from 'vitest';
import { quantileOf, quantilesOf } from './quantiles.ts';

test('quantiles lie between values in proportion, as numpy has them', () => {
  expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantileOf([1, 2, 3, 4], 0.05)).toBeCloseTo(1.15, 12);
  expect(quantileOf([7], 0.95)).toBe(7);
  expect(quantilesOf([5, 1, 4, 2, 3])).toEqual({ p5: 1.2, p25: 2, p50: 3, p75: 4, p95: 4.8 });
});

test('nothing has no quantiles', () => {
  expect(quantileOf([], 0.5)).toBeNaN();
});
