import { expect, test } from 'vitest';
import { barsOf, outputsOf } from './structure.fixture.ts';

test.each([
  [0.01, 1.0834, 1.08, 0.34, 1.085, -0.16],
  [0.01, 1.0866, 1.09, -0.34, 1.085, 0.16],
  [0.01, 1.09, 1.09, 0, 1.095, -0.5],
  [1, 149.4, 149, 0.4, 149.5, -0.1],
  [10, 2387, 2390, -0.3, 2385, 0.2],
  [0.01, -0.0134, -0.01, -0.34, -0.015, 0.16],
])('step %d, close %d', (step, close, hundred, hundredDistance, fifty, fiftyDistance) => {
  const ours = outputsOf('round-numbers', { step }, barsOf([[close, close, close, close]]));
  expect(ours['hundred']?.[0]).toBeCloseTo(hundred, 9);
  expect(ours['hundredDistance']?.[0]).toBeCloseTo(hundredDistance, 9);
  expect(ours['fifty']?.[0]).toBeCloseTo(fifty, 9);
  expect(ours['fiftyDistance']?.[0]).toBeCloseTo(fiftyDistance, 9);
});

test('a step too fine for the price leaves the close where it is', () => {
  const ours = outputsOf('round-numbers', { step: 1e-300 }, barsOf([[1e50, 1e50, 1e50, 1e50]]));
  expect([ours['hundred']?.[0], ours['hundredDistance']?.[0]]).toEqual([1e50, 0]);
});
