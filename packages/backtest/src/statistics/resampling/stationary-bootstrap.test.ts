import { createRandom } from '@pipwright/kernel';
import { expect, test } from 'vitest';
import { longRunDeviation } from './long-run-deviation.ts';
import { madeSeries } from './made-series.fixture.ts';
import { drawCounts, drawStationary } from './stationary-bootstrap.ts';

test('blocks run on from day to day and begin anew at their rate (seed 1)', () => {
  const indices = new Int32Array(100_000);
  drawStationary(indices, 500, 8, createRandom(1));
  let starts = 0;
  for (let index = 1; index < indices.length; index++) {
    expect(indices[index]).toBeLessThan(500);
    if (indices[index] !== (indices[index - 1]! + 1) % 500) starts++;
  }
  // One block in 500 happens to begin where the last one would have gone on.
  expect(starts / indices.length).toBeGreaterThan(0.12);
  expect(starts / indices.length).toBeLessThan(0.13);
});

test('every resample has as many days as the series (seed 2)', () => {
  const counts = drawCounts(10, 60, 3, createRandom(2));
  for (let sample = 0; sample < 10; sample++) {
    expect(counts.subarray(sample * 60, (sample + 1) * 60).reduce((sum, count) => sum + count, 0)).toBe(60);
  }
});

test.each([
  [0, 1],
  [0.5, 6],
])('the deviation of the mean is that of many resamples (memory %f, blocks of %i, seed 3)', (memory, blocks) => {
  const series = madeSeries(3, 200, memory);
  const counts = drawCounts(20_000, 200, blocks, createRandom(3));
  const mean = series.reduce((sum, value) => sum + value, 0) / 200;
  let square = 0;
  for (let sample = 0; sample < 20_000; sample++) {
    let sum = 0;
    for (let day = 0; day < 200; day++) sum += series[day]! * counts[sample * 200 + day]!;
    square += (sum / 200 - mean) ** 2;
  }
  const drawn = Math.sqrt((square / 20_000) * 200);
  expect(Math.abs(longRunDeviation(series, blocks) / drawn - 1)).toBeLessThan(0.02);
});

test('a series that does not vary has no deviation', () => {
  expect(longRunDeviation(new Float64Array(50), 3)).toBe(0);
  expect(longRunDeviation(new Float64Array(50).fill(0.1), 3)).toBe(0);
});
