import { describe, expect, test } from 'vitest';
import { effectiveTrials } from './effective-trials.ts';
import { madeTrials } from './trials.fixture.ts';

describe('number of independent trials', () => {
  test('independent ones count as nearly all (seed 1)', () => {
    const found = effectiveTrials(madeTrials({ seed: 1, trials: 100, days: 500 }))!;
    expect(found.traded).toBe(100);
    expect(Math.abs(found.meanCorrelation)).toBeLessThan(0.01);
    expect(found.byMeanCorrelation).toBeGreaterThan(98);
    expect(found.byFamilies).toBeGreaterThan(80);
  });

  test('equal ones count as one', () => {
    const [one] = madeTrials({ seed: 2, trials: 1, days: 100 });
    const found = effectiveTrials([one!, one!.map((value) => value * 3), one!.map((value) => value + 0.01)])!;
    expect(found.meanCorrelation).toBeCloseTo(1, 9);
    expect(found.byMeanCorrelation).toBeCloseTo(1, 9);
    expect(found.byFamilies).toBeCloseTo(1, 9);
  });

  test('the mean correlation is that of all pairs, and weighs one trial against all (seed 3)', () => {
    const found = effectiveTrials(madeTrials({ seed: 3, trials: 200, days: 2000, common: 0.6 }))!;
    expect(found.meanCorrelation).toBeGreaterThan(0.55);
    expect(found.meanCorrelation).toBeLessThan(0.65);
    expect(found.byMeanCorrelation).toBeCloseTo(found.meanCorrelation + (1 - found.meanCorrelation) * 200, 9);
  });

  test('ten families of equal trials count as ten (seed 4)', () => {
    const families = madeTrials({ seed: 4, trials: 10, days: 1000 });
    const found = effectiveTrials(families.flatMap((returns) => Array.from({ length: 30 }, () => returns)))!;
    expect(found.byFamilies).toBeGreaterThan(9);
    expect(found.byFamilies).toBeLessThan(11);
    expect(found.byMeanCorrelation).toBeGreaterThan(250);
  });

  test('trials that never traded are left out', () => {
    const trials = [...madeTrials({ seed: 5, trials: 3, days: 60 }), new Float64Array(60)];
    expect(effectiveTrials(trials)!.traded).toBe(3);
    expect(effectiveTrials([new Float64Array(60), trials[0]!])).toBeNull();
  });
});
