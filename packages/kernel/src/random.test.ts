import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from './random.ts';

const draw = (source: Random, count: number): number[] => Array.from({ length: count }, () => source.uint32());

// Pinned once from this implementation: a change of them changes every recorded run and trained model.
describe('the numbers of a seed never change', () => {
  test('whole streams', () => {
    expect(draw(createRandom(42), 4)).toEqual([784106714, 2469121955, 1932970920, 1460460114]);
    expect(draw(createRandom(42).split('prices').split('EURUSD'), 3)).toEqual([759740917, 3923565255, 1802337153]);
  });

  test('each kind of draw', () => {
    const source = createRandom(42);
    draw(source, 4);
    expect(source.next()).toBe(0.8060991621770544);
    expect([source.integer(100), source.integer(100)]).toEqual([41, 56]);
    expect(source.normal()).toBeCloseTo(0.3238330983910185, 14);
  });
});

test('a number and its text are the same seed; what is not a number is none', () => {
  expect(draw(createRandom('42'), 8)).toEqual(draw(createRandom(42), 8));
  for (const seed of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => createRandom(seed)).toThrow(RangeError);
});

describe('a source that was split off', () => {
  test('depends on the names alone, not on what was drawn or split before', () => {
    const fresh = createRandom('run');
    const used = createRandom('run');
    draw(used, 1000);
    used.split('other').normal();
    expect(draw(used.split('prices'), 100)).toEqual(draw(fresh.split('prices'), 100));
  });

  test('leaves the source that it came from as it was', () => {
    const source = createRandom('run');
    draw(source.split('prices'), 10);
    expect(draw(source, 10)).toEqual(draw(createRandom('run'), 10));
  });

  test('shares its stream with no source of another path of names', () => {
    const paths = fc.uniqueArray(fc.array(fc.string({ maxLength: 3 }), { maxLength: 4 }), {
      minLength: 2,
      maxLength: 40,
      selector: (path) => JSON.stringify(path),
    });
    fc.assert(
      fc.property(paths, (names) => {
        const streams = names.map((path) =>
          draw(
            path.reduce((source, name) => source.split(name), createRandom('root')),
            4,
          ).join(),
        );
        expect(new Set(streams).size).toBe(names.length);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('is told from one whose joined names look alike', () => {
    const root = createRandom('a');
    const alike = [
      root.split('b/c'),
      root.split('b').split('c'),
      createRandom('a/b').split('c'),
      createRandom('a/b/c'),
    ];
    expect(new Set(alike.map((source) => draw(source, 4).join())).size).toBe(4);
  });

  test('does not follow its neighbours: no correlation between 200 streams', () => {
    const count = 2000;
    const streams = Array.from({ length: 200 }, (_, index) => createRandom(7).split(String(index)));
    let worst = 0;
    for (let index = 1; index < streams.length; index++) {
      const [a, b] = [streams[index - 1] as Random, streams[index] as Random];
      let sum = 0;
      for (let draws = 0; draws < count; draws++) sum += (a.next() - 0.5) * (b.next() - 0.5) * 12;
      worst = Math.max(worst, Math.abs(sum / count));
    }
    // Standard deviation 1/sqrt(count) = 0.022; 199 neighbours stay within five of them.
    expect(worst).toBeLessThan(0.112);
  });
});

/** Pearson's statistic of counts against a uniform distribution, in standard deviations from its mean. */
function chiSquareDeviations(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (statistic - freedom) / Math.sqrt(2 * freedom);
}

function histogram(bins: number, draws: number, bin: () => number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (let index = 0; index < draws; index++) (counts[bin()] as number)++;
  return counts;
}

describe('the distribution', () => {
  test.each([0, 8, 16, 24])('of the bits from %d on is uniform', (shift) => {
    const source = createRandom(`bits ${shift}`);
    const counts = histogram(256, 200_000, () => (source.uint32() >>> shift) & 255);
    expect(Math.abs(chiSquareDeviations(counts))).toBeLessThan(5);
  });

  test.each([1, 2, 3, 10, 97, 1000])('of whole numbers below %d is uniform', (end) => {
    const source = createRandom(`integer ${end}`);
    const counts = histogram(end, 200_000, () => source.integer(end));
    expect(counts.length === 1 || Math.abs(chiSquareDeviations(counts)) < 5).toBe(true);
  });

  test('of next is uniform in [0, 1)', () => {
    const source = createRandom('next');
    const counts = histogram(100, 200_000, () => Math.floor(source.next() * 100));
    expect(counts).toHaveLength(100);
    expect(Math.abs(chiSquareDeviations(counts))).toBeLessThan(5);
  });

  test('of normal has the moments of a standard normal', () => {
    const source = createRandom('normal');
    const count = 200_000;
    const sums = [0, 0, 0, 0];
    for (let index = 0; index < count; index++) {
      const value = source.normal();
      for (let power = 1; power <= 4; power++) (sums[power - 1] as number) += value ** power / count;
    }
    expect(sums[0]).toBeCloseTo(0, 1);
    expect(sums[1]).toBeCloseTo(1, 1);
    expect(sums[2]).toBeCloseTo(0, 1);
    expect(Math.abs((sums[3] as number) - 3)).toBeLessThan(0.1);
  });
});

test('a range of whole numbers may be as large as 2^32, and must be one', () => {
  const source = createRandom(1);
  expect(source.integer(2 ** 32)).toBeLessThan(2 ** 32);
  for (const end of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) expect(() => source.integer(end)).toThrow(RangeError);
});
