import { expect, test } from 'vitest';
import { normalProbability, normalQuantile } from './normal.ts';

// Abramowitz and Stegun (1964), table 26.1, and NIST's handbook for the quantiles.
test.each([
  [0, 0.5],
  [1, 0.841344746068543],
  [-1.96, 0.02499789514822],
  [3, 0.99865010196837],
  [-5, 2.866515718791939e-7],
])('probability at %f', (x, probability) => {
  expect(Math.abs(normalProbability(x) - probability)).toBeLessThan(1e-14);
});

test.each([
  [0.95, 1.6448536269514722],
  [0.975, 1.959963984540054],
  [0.01, -2.3263478740408408],
  [0.999, 3.090232306167813],
])('quantile of %f', (probability, x) => {
  expect(normalQuantile(probability)).toBeCloseTo(x, 11);
});

test('quantile and probability are inverse', () => {
  for (let probability = 0.0005; probability < 1; probability += 0.0005) {
    expect(normalProbability(normalQuantile(probability))).toBeCloseTo(probability, 12);
  }
});

test('the ends are infinite', () => {
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalProbability(40)).toBe(1);
  expect(normalProbability(-40)).toBe(0);
});

test('what is not a number has no probability, and does not keep anybody waiting', () => {
  expect(normalProbability(Number.NaN)).toBeNaN();
  expect(normalQuantile(Number.NaN)).toBeNaN();
});
