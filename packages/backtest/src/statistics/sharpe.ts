import { momentsOf } from './moments.ts';
import { normalProbability, normalQuantile } from './normal.ts';

/** Trading days that a year is counted as when a ratio of daily returns is annualised: the usual convention. */
export const TRADING_DAYS_PER_YEAR = 252;

/** Mean / sample deviation of returns, times the square root of the periods in a year; NaN where it is not defined. */
export function sharpeRatio(returns: ArrayLike<number>, periodsPerYear = TRADING_DAYS_PER_YEAR): number {
  const { mean, deviation } = momentsOf(returns);
  return deviation > 0 ? (mean / deviation) * Math.sqrt(periodsPerYear) : Number.NaN;
}

/**
 * Mean / root mean square of the losses (gains count as zero), annualised: Sortino and Price (1994) with a target of 0.
 * NaN where nothing was lost.
 */
export function sortinoRatio(returns: ArrayLike<number>, periodsPerYear = TRADING_DAYS_PER_YEAR): number {
  let losses = 0;
  for (let index = 0; index < returns.length; index++) losses += Math.min(0, returns[index]!) ** 2;
  const downside = Math.sqrt(losses / returns.length);
  return downside > 0 ? (momentsOf(returns).mean / downside) * Math.sqrt(periodsPerYear) : Number.NaN;
}

/** A Sharpe ratio per period (not annualised) and the shape of the returns that it was measured on. */
export interface SharpeSample {
  readonly sharpe: number;
  readonly observations: number;
  readonly skewness: number;
  /** 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** Variance of the estimate of a Sharpe ratio, times (observations - 1): Mertens (2002). */
function shape({ sharpe, skewness, kurtosis }: SharpeSample): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
}

/**
 * Probability that the true Sharpe ratio per period is above `benchmark`.
 * Bailey and López de Prado (2012), The Sharpe ratio efficient frontier.
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark = 0): number {
  const deviation = Math.sqrt(shape(sample));
  return normalProbability(((sample.sharpe - benchmark) * Math.sqrt(sample.observations - 1)) / deviation);
}

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The Sharpe ratio per period that the best of `trials` variants without any skill is expected to show, their ratios
 * having the given variance. 0 for one trial. Bailey and López de Prado (2014), The deflated Sharpe ratio, equation 1.
 */
export function expectedMaximumSharpe(trials: number, variance: number): number {
  if (trials <= 1) return 0;
  const typical = normalQuantile(1 - 1 / trials);
  const rare = normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * typical + EULER_MASCHERONI * rare);
}

/** Variants that were tried until one was kept. */
export interface Trials {
  /** Every variant counts, also those that were thrown away. */
  readonly count: number;
  /** Variance of their Sharpe ratios per period (a trading day). */
  readonly sharpeVariance: number;
}

/** Probability that the true Sharpe ratio is above what luck alone gives the best of so many trials. */
export function deflatedSharpe(sample: SharpeSample, trials: Trials): number {
  return probabilisticSharpe(sample, expectedMaximumSharpe(trials.count, trials.sharpeVariance));
}

/**
 * Observations needed to be sure, at `confidence`, that the true Sharpe ratio is above `benchmark`; infinite where it
 * does not even seem so. Bailey and López de Prado (2012), equation 13.
 */
export function minimumTrackRecord(sample: SharpeSample, benchmark = 0, confidence = 0.95): number {
  if (!(sample.sharpe > benchmark)) return Infinity;
  return 1 + shape(sample) * (normalQuantile(confidence) / (sample.sharpe - benchmark)) ** 2;
}

/**
 * Years of daily returns that a search over so many independent trials needs, so that the best of them is not expected to
 * show an annual Sharpe ratio of `annualSharpe` by luck alone: Bailey, Borwein, López de Prado and Zhu (2014),
 * Pseudo-mathematics and financial charlatanism, theorem 1. Infinite for a ratio that is not positive.
 */
export function minimumBacktestYears(trials: number, annualSharpe: number): number {
  return annualSharpe > 0 ? (expectedMaximumSharpe(trials, 1) / annualSharpe) ** 2 : Infinity;
}
