import { expect, test } from 'vitest';
import { optimalBlockLength } from './block-length.ts';
import { madeSeries } from './made-series.fixture.ts';

// Values of the Python package arch 8.0 (optimal_block_length, column "stationary") on the same series.
test.each([
  [1, 500, 0, 2.448691424400771],
  [2, 500, 0.3, 6.8185518256672],
  [3, 1000, 0.6, 15.260405083821555],
  [4, 260, -0.4, 6.444605555902319],
  [5, 2600, 0.1, 5.7831097676872885],
  [6, 100, 0.9, 8.222699041233264],
])('seed %i, %i values, memory %f: as arch has it', (seed, length, memory, expected) => {
  expect(optimalBlockLength(madeSeries(seed, length, memory))).toBeCloseTo(expected, 9);
});

test('what does not vary, or is too short, is resampled value by value', () => {
  expect(optimalBlockLength(new Float64Array(100))).toBe(1);
  expect(optimalBlockLength([0.1, -0.1])).toBe(1);
  expect(optimalBlockLength([])).toBe(1);
});
