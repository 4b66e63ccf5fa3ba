import { describe, expect, test } from 'vitest';
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumBacktestYears,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeRatio,
  sortinoRatio,
} from './sharpe.ts';

describe('ratios of returns', () => {
  // empyrical's test series "mixed_returns" without its leading NaN.
  const returns = [1, 10, -4, 2, 3, 2, 1, -10].map((percent) => percent / 100);

  test('the annual Sharpe ratio equals empyrical', () => {
    expect(sharpeRatio(returns)).toBeCloseTo(1.7238613961706866, 12);
  });

  test('the Sortino ratio counts gains as zero', () => {
    const downside = Math.sqrt((0.04 ** 2 + 0.1 ** 2) / 8);
    expect(sortinoRatio(returns)).toBeCloseTo((0.05 / 8 / downside) * Math.sqrt(252), 12);
  });

  test('are not defined without variation or loss', () => {
    expect(sharpeRatio([0.01, 0.01, 0.01])).toBeNaN();
    expect(sortinoRatio([0.01, 0.02])).toBeNaN();
    expect(sharpeRatio([])).toBeNaN();
  });
});

describe('probabilistic Sharpe ratio (Bailey and López de Prado, 2012)', () => {
  const monthly = { sharpe: 0.458, observations: 24 };

  test('24 months, normal returns: 0.982', () => {
    expect(probabilisticSharpe({ ...monthly, skewness: 0, kurtosis: 3 })).toBeCloseTo(0.982, 3);
  });

  test('24 months, skewed returns: 0.913', () => {
    expect(probabilisticSharpe({ ...monthly, skewness: -2.448, kurtosis: 10.164 })).toBeCloseTo(0.913, 3);
  });
});

describe('deflated Sharpe ratio (Bailey and López de Prado, 2014)', () => {
  const sample = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, kurtosis: 10 };
  const sharpeVariance = 0.5 / 250;

  test.each([
    [100, 0.1132, 0.9004],
    [46, 0.1004, 0.9505],
  ])('%i trials: threshold %f, probability %f', (count, threshold, probability) => {
    expect(expectedMaximumSharpe(count, sharpeVariance)).toBeCloseTo(threshold, 4);
    expect(deflatedSharpe(sample, { count, sharpeVariance })).toBeCloseTo(probability, 4);
  });

  test('one trial is not deflated', () => {
    expect(deflatedSharpe(sample, { count: 1, sharpeVariance: 0 })).toBe(probabilisticSharpe(sample));
  });
});

describe('minimum track record length', () => {
  const sample = { sharpe: 0.1, observations: 100, skewness: -0.5, kurtosis: 5 };

  test('is where the probabilistic Sharpe ratio reaches the confidence', () => {
    const observations = minimumTrackRecord(sample);
    expect(probabilisticSharpe({ ...sample, observations })).toBeCloseTo(0.95, 10);
  });

  test('is infinite without a positive ratio', () => {
    expect(minimumTrackRecord({ ...sample, sharpe: -0.01 })).toBe(Infinity);
  });
});

describe('minimum backtest length (Bailey, Borwein, López de Prado and Zhu, 2014)', () => {
  test('with five years, no more than 45 trials before a Sharpe ratio of 1 is found by luck', () => {
    expect(minimumBacktestYears(45, 1)).toBeLessThan(5);
    expect(minimumBacktestYears(46, 1)).toBeGreaterThan(5);
  });

  test('stays below the bound of the paper, and one trial needs nothing', () => {
    for (const trials of [2, 10, 100, 10_000]) {
      expect(minimumBacktestYears(trials, 1)).toBeLessThan(2 * Math.log(trials));
    }
    expect(minimumBacktestYears(1, 1)).toBe(0);
    expect(minimumBacktestYears(10, 0)).toBe(Infinity);
  });
});
