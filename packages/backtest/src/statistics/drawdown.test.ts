import { expect, test } from 'vitest';
import { drawdownOf } from './drawdown.ts';

const DAY_MS = 86_400_000;
const days = (count: number): Float64Array => Float64Array.from({ length: count }, (_, day) => (day + 1) * DAY_MS);

test('the deepest fall in money and as a fraction may be different ones', () => {
  const values = Float64Array.of(100, 60, 200, 150, 210);
  const drawdown = drawdownOf(days(5), values, 100);
  expect(drawdown).toEqual({
    absolute: 50,
    fraction: 0.4,
    peakTime: DAY_MS,
    troughTime: 2 * DAY_MS,
    longestDays: 2,
  });
});

test('counts the fall from the initial balance', () => {
  expect(drawdownOf(days(2), Float64Array.of(90, 95), 100)).toMatchObject({ absolute: 10, fraction: 0.1 });
});

test('a fall that never recovers lasts until the data ends', () => {
  expect(drawdownOf(days(6), Float64Array.of(100, 110, 100, 101, 102, 103), 100).longestDays).toBe(4);
});

test('a curve that only rises has none', () => {
  expect(drawdownOf(days(3), Float64Array.of(100, 101, 102), 100)).toMatchObject({
    absolute: 0,
    fraction: 0,
    longestDays: 0,
  });
});
