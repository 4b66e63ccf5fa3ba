import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { madeSeries } from '../statistics/resampling/made-series.fixture.ts';
import { bootstrapReturns } from './bootstrap-returns.ts';

const random = createRandom('days');

describe('bootstrap of daily returns', () => {
  test('the interval of the Sharpe ratio has the width that theory gives, and holds the ratio (seed 1)', () => {
    const returns = madeSeries(1, 1000, 0).map((value) => value * 0.01 + 0.0005);
    const found = bootstrapReturns({ returns, samples: 2000, blockDays: 1, random })!;
    // Deviation of an annual ratio of n independent days: √(252 / n), by 2 x 1.645 for 90 %.
    expect(Math.abs((found.sharpe.p95 - found.sharpe.p5) / (2 * 1.645 * Math.sqrt(252 / 1000)) - 1)).toBeLessThan(0.1);
    expect(found.sharpe.p5).toBeLessThan(found.sharpe.p50);
  });

  test('intervals of 90 % hold the true ratio about as often (seeds 1 to 200)', () => {
    let held = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const returns = madeSeries(seed, 250, 0).map((value) => value * 0.01 + 0.001);
      const { sharpe } = bootstrapReturns({ returns, samples: 200, random: createRandom(seed) })!;
      const truth = 0.1 * Math.sqrt(252);
      if (sharpe.p5 <= truth && truth <= sharpe.p95) held++;
    }
    expect(held / 200).toBeGreaterThan(0.82);
    expect(held / 200).toBeLessThan(0.96);
  });

  test('persistent returns are drawn in longer blocks, and are less sure (seed 2)', () => {
    const returns = madeSeries(2, 1000, 0.5).map((value) => value * 0.01);
    const found = bootstrapReturns({ returns, random })!;
    const single = bootstrapReturns({ returns, blockDays: 1, random })!;
    expect(found.blockDays).toBeGreaterThan(5);
    expect(found.sharpe.p95 - found.sharpe.p5).toBeGreaterThan(1.3 * (single.sharpe.p95 - single.sharpe.p5));
  });

  test('losses are counted by the compounded end', () => {
    const returns = Array.from({ length: 100 }, (_, day) => (day % 2 === 0 ? 0.02 : 0.01));
    expect(bootstrapReturns({ returns, random })!.lossShare).toBe(0);
    expect(bootstrapReturns({ returns: returns.map((value) => -value), random })!.lossShare).toBe(1);
  });

  test('a day that takes all is not survived', () => {
    const returns = [...madeSeries(3, 60, 0).map((value) => value * 0.01), -1.2];
    const { annualReturn } = bootstrapReturns({ returns, random })!;
    expect(annualReturn.p5).toBe(-1);
    expect(Number.isNaN(annualReturn.p95)).toBe(false);
  });

  test('few days, or none that vary, say nothing; a stop is obeyed', () => {
    expect(bootstrapReturns({ returns: [0.01, -0.01], random })).toBeNull();
    expect(bootstrapReturns({ returns: new Array<number>(100).fill(0), random })).toBeNull();
    const returns = madeSeries(4, 100, 0);
    expect(() => bootstrapReturns({ returns, random, signal: AbortSignal.abort() })).toThrow('was stopped');
  });
});
