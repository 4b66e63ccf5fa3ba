import { expect, test } from 'vitest';
import { ThinnedSeries } from './thinned-series.ts';

function seriesOf(length: number, cap: number): { at: number }[] {
  const series = new ThinnedSeries<{ at: number }>(cap);
  for (let at = 0; at < length; at++) series.push({ at });
  return series.points;
}

test('keeps everything while there is room', () => {
  expect(seriesOf(0, 10)).toEqual([]);
  expect(seriesOf(9, 10).map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each([10, 11, 25, 100, 1000, 4321])('is evenly spaced and ends with the last of %i', (length) => {
  const points = seriesOf(length, 10).map(({ at }) => at);
  expect(points.length).toBeLessThanOrEqual(10);
  expect(points.length).toBeGreaterThanOrEqual(5);
  expect(points[0]).toBe(0);
  expect(points.at(-1)).toBe(length - 1);
  const steps = points.slice(1, -1).map((at, index) => at - (points[index] as number));
  expect(new Set(steps).size).toBe(1);
});
