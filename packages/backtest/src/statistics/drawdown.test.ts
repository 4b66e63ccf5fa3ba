import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { deepestDrawdowns, drawdownOf } from './drawdown.ts';

const DAY_MS = 86_400_000;
const days = (count: number): Float64Array => Float64Array.from({ length: count }, (_, day) => (day + 1) * DAY_MS);

test('the deepest fall in money and as a fraction may be different ones', () => {
  const values = Float64Array.of(100, 60, 200, 150, 210);
  const drawdown = drawdownOf(days(5), values, 100);
  expect(drawdown).toEqual({
    absolute: 50,
    fraction: 0.4,
    belowInitial: 40,
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

test('lists the deepest falls with their trough and recovery', () => {
  const values = Float64Array.of(100, 60, 200, 150, 180, 210, 200, 190, 205);
  expect(deepestDrawdowns(days(9), values, 100)).toEqual([
    { peakTime: DAY_MS, troughTime: 2 * DAY_MS, recoveryTime: 3 * DAY_MS, absolute: 40, fraction: 0.4, days: 2 },
    { peakTime: 3 * DAY_MS, troughTime: 4 * DAY_MS, recoveryTime: 6 * DAY_MS, absolute: 50, fraction: 0.25, days: 3 },
    { peakTime: 6 * DAY_MS, troughTime: 8 * DAY_MS, recoveryTime: null, absolute: 20, fraction: 20 / 210, days: 3 },
  ]);
  expect(deepestDrawdowns(days(9), values, 100, 1)).toHaveLength(1);
  expect(deepestDrawdowns(new Float64Array(0), new Float64Array(0), 100)).toEqual([]);
});

test('the first of the list is the drawdown, however many small ones there are (seed 1)', () => {
  const random = createRandom(1);
  let value = 1000;
  const values = Float64Array.from({ length: 5000 }, () => (value += random.normal() + 0.05));
  const whole = drawdownOf(days(5000), values, 1000);
  const list = deepestDrawdowns(days(5000), values, 1000);
  expect(list).toHaveLength(5);
  expect(list[0]).toMatchObject({ fraction: whole.fraction, peakTime: whole.peakTime, troughTime: whole.troughTime });
});
