import { createRandom } from '@pipwright/kernel';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { RangePyramid } from './range-pyramid.ts';

function plain(
  highs: Float64Array,
  lows: Float64Array,
  from: number,
  last: number,
  lower: number,
  upper: number,
): number {
  for (let row = from; row <= last; row++) {
    if ((highs[row] as number) >= upper || (lows[row] as number) <= lower) return row;
  }
  return last + 1;
}

test.each([0, 1, 15, 16, 17, 256, 5000])('finds in %i rows what a walk over all of them finds', (length) => {
  const { high, low, close } = syntheticCandles({ seed: `pyramid ${length}`, length }).candles;
  if (length > 100) {
    high[50] = Number.NaN;
    low[51] = Number.NaN;
  }
  const pyramid = new RangePyramid(high, low);
  const random = createRandom(`queries ${length}`);
  for (let query = 0; query < 3000; query++) {
    const from = random.integer(length + 1);
    const last = from - 1 + random.integer(length - from + 1);
    const width = 0.1 * random.next() ** 4;
    const entry = close[Math.min(from, length - 1)] ?? 1;
    const expected = plain(high, low, from, last, entry - width, entry + width);
    expect(pyramid.firstOutside(from, last, entry - width, entry + width)).toBe(expected);
  }
});
