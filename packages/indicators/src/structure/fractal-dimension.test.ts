import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, column, firstWrong, outputsOf } from './structure.fixture.ts';

test('equals its definition: ranges of two halves and of the whole, each per bar', () => {
  const columns = randomColumns('dimension', 800);
  const [high, low] = [column(columns, 'high'), column(columns, 'low')];
  const range = (from: number, to: number): number =>
    Math.max(...high.subarray(from, to)) - Math.min(...low.subarray(from, to));
  const expected = Array.from(high, (_, row) => {
    if (row < 15) return null;
    const [start, middle, end] = [row - 15, row - 7, row + 1];
    const [first, second, whole] = [range(start, middle) / 8, range(middle, end) / 8, range(start, end) / 16];
    if (whole === 0) return 1.5;
    return Math.max(1, Math.min(2, (Math.log(first + second) - Math.log(whole)) / Math.log(2)));
  });
  expect(firstWrong(outputsOf('fractal-dimension', {}, columns)['dimension'], expected)).toEqual({ row: -1 });
});

test('a straight move has dimension 1, a swing back and forth over one range 2', () => {
  const straight = barsOf(Array.from({ length: 40 }, (_, row) => [row, row + 1, row, row + 1]));
  const swinging = barsOf(Array.from({ length: 40 }, (_, row) => [row % 2, 2, 0, row % 2]));
  expect(outputsOf('fractal-dimension', {}, straight)['dimension']?.at(-1)).toBe(1);
  expect(outputsOf('fractal-dimension', {}, swinging)['dimension']?.at(-1)).toBe(2);
});
