import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { longRunDeviation } from '../resampling/long-run-deviation.ts';
import { madeSeries } from '../resampling/made-series.fixture.ts';
import { realityCheck } from './reality-check.ts';
import { madeTrials } from './trials.fixture.ts';

describe('on trials that the Python package arch 8.0 was asked about, with 20,000 resamples', () => {
  const trialsOf = (drift: number, level: number): Float64Array[] =>
    Array.from({ length: 30 }, (_, trial) =>
      madeSeries(100 + trial, 250, 0.2).map((value) => value * (0.004 + 0.0004 * trial) + drift * (trial - level)),
    );

  test('the deviations are equal', () => {
    const trials = trialsOf(0.000_08, 24);
    const expected: [number, number][] = [
      [0, 0.0037964738829311317],
      [1, 0.004268649794786821],
      [29, 0.01733884529095177],
    ];
    for (const [trial, deviation] of expected) expect(longRunDeviation(trials[trial]!, 4)).toBeCloseTo(deviation, 12);
  });

  // White's value is arch's upper one without studentising; the others are arch's on trials divided by their deviation.
  test.each([
    [0.000_08, 24, { white: 0.2719, spaLower: 0.25375, spa: 0.4023, spaUpper: 0.52285 }],
    [0.000_05, 24, { white: 0.3244, spaLower: 0.33175, spa: 0.5238, spaUpper: 0.58985 }],
    [0.000_02, 20, { white: 0.3304, spaLower: 0.4392, spa: 0.566, spaUpper: 0.5863 }],
  ])('drift %f, level %i: the values differ by no more than resamples do (seed 1)', async (drift, level, expected) => {
    const random = createRandom(1);
    const found = await realityCheck({ trials: trialsOf(drift, level), samples: 20_000, blockDays: 4, random });
    for (const [name, value] of Object.entries(expected)) {
      expect(Math.abs(found![name as keyof typeof expected] - value), name).toBeLessThan(0.015);
    }
  });
});

/** Greatest distance of a sample from the uniform distribution (Kolmogorov and Smirnov). */
function distanceFromUniform(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  return Math.max(
    ...ascending.map((value, index) => Math.max(value - index / values.length, (index + 1) / values.length - value)),
  );
}

describe('on noise', () => {
  test('p-values are uniform: Kolmogorov and Smirnov at 1 % (seeds 1 to 300)', async () => {
    const white: number[] = [];
    const spa: number[] = [];
    for (let seed = 1; seed <= 300; seed++) {
      const trials = madeTrials({ seed, trials: 10, days: 120 });
      const found = await realityCheck({ trials, samples: 199, blockDays: 1, random: createRandom(seed) });
      white.push(found!.white);
      spa.push(found!.spaUpper);
    }
    expect(distanceFromUniform(white)).toBeLessThan(1.63 / Math.sqrt(300));
    expect(distanceFromUniform(spa)).toBeLessThan(1.63 / Math.sqrt(300));
  });

  test('with bad rivals, the consistent value rejects no more than its share (seeds 1 to 200)', async () => {
    let rejected = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const trials = madeTrials({ seed, trials: 20, days: 120, edge: (trial) => (trial < 10 ? -0.5 : 0) });
      const found = await realityCheck({ trials, samples: 199, random: createRandom(seed) });
      expect(found!.spaLower).toBeLessThanOrEqual(found!.spa);
      expect(found!.spa).toBeLessThanOrEqual(found!.spaUpper);
      if (found!.spa <= 0.05) rejected++;
    }
    expect(rejected).toBeLessThanOrEqual(20);
  });
});

describe('with an edge', () => {
  test('p-values are small (seeds 1 to 5)', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const trials = madeTrials({ seed, trials: 50, days: 500, edge: (trial) => (trial === 3 ? 0.25 : 0) });
      const found = await realityCheck({ trials, samples: 500, random: createRandom(seed) });
      expect(found!.white).toBeLessThan(0.02);
      expect(found!.spa).toBeLessThan(0.02);
    }
  });

  test('a wild trial without an edge hides it from the unstudentised check only (seed 4)', async () => {
    const trials = madeTrials({ seed: 4, trials: 20, days: 500, edge: (trial) => (trial === 3 ? 0.25 : 0) });
    trials[9] = trials[9]!.map((value) => value * 50);
    const found = await realityCheck({ trials, samples: 500, random: createRandom(4) });
    expect(found!.spa).toBeLessThan(0.02);
    expect(found!.white).toBeGreaterThan(0.1);
  });
});

describe('what cannot be told', () => {
  const random = createRandom(1);

  test('nothing traded, or too few days', async () => {
    expect(await realityCheck({ trials: [new Float64Array(100)], random })).toBeNull();
    expect(await realityCheck({ trials: [], random })).toBeNull();
    expect(await realityCheck({ trials: madeTrials({ seed: 1, trials: 2, days: 29 }), random })).toBeNull();
  });

  test('no resamples', async () => {
    const trials = madeTrials({ seed: 1, trials: 2, days: 40 });
    await expect(realityCheck({ trials, samples: 0, random })).rejects.toThrow('the number of resamples is 0');
  });

  test('the same seed tells the same, and a stop is obeyed', async () => {
    const trials = madeTrials({ seed: 1, trials: 5, days: 60 });
    const once = await realityCheck({ trials, samples: 50, random: createRandom('a') });
    expect(await realityCheck({ trials, samples: 50, random: createRandom('a') })).toEqual(once);
    const signal = AbortSignal.abort();
    await expect(realityCheck({ trials, samples: 50, random, signal })).rejects.toThrow('stopped after 0 of 5 steps');
  });
});
