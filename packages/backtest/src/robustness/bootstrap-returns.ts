import type { Random } from '@pipwright/kernel';
import { optimalBlockLength } from '../statistics/resampling/block-length.ts';
import { drawStationary } from '../statistics/resampling/stationary-bootstrap.ts';
import { quantilesOf, type Quantiles } from '../statistics/quantiles.ts';
import { sharpeRatio, TRADING_DAYS_PER_YEAR } from '../statistics/sharpe.ts';
import { reportStep, type StudyControl } from '../statistics/study-control.ts';

const STUDY = 'bootstrap of daily returns';
const SAMPLES = 1000;
const DAYS_MIN = 30;
const SAMPLES_PER_STEP = 64;

export interface BootstrapReturnsOptions extends StudyControl {
  /** Daily returns of the equity, as fractions. */
  readonly returns: ArrayLike<number>;
  /** Default 1000. */
  readonly samples?: number;
  /** Mean length of a block in trading days; by default what Politis and White find best for these returns. */
  readonly blockDays?: number;
  readonly random: Random;
}

/** How far the figures of a run could be from what they are, had its days come otherwise. */
export interface BootstrapReturns {
  readonly samples: number;
  readonly blockDays: number;
  /** Compounded growth over 252 days, as a fraction. */
  readonly annualReturn: Quantiles;
  readonly sharpe: Quantiles;
  /** Share of the samples that end with a loss. */
  readonly lossShare: number;
}

/**
 * Resamples blocks of days (stationary bootstrap) to as long a record. Null for fewer than 30 days, and where the returns
 * do not vary. Throws `STUDY_STOPPED`.
 */
export function bootstrapReturns(options: BootstrapReturnsOptions): BootstrapReturns | null {
  const { returns, samples = SAMPLES, random } = options;
  const days = returns.length;
  if (days < DAYS_MIN || Number.isNaN(sharpeRatio(returns))) return null;
  const blockDays = Math.max(1, Math.round(options.blockDays ?? optimalBlockLength(returns)));
  const draws = random.split('daily returns');
  const indices = new Int32Array(days);
  const sample = new Float64Array(days);
  const annual = new Float64Array(samples);
  const sharpe = new Float64Array(samples);
  let losses = 0;
  for (let index = 0; index < samples; index++) {
    if (index % SAMPLES_PER_STEP === 0) reportStep(STUDY, options, index, samples);
    drawStationary(indices, days, blockDays, draws);
    let growth = 0;
    for (let day = 0; day < days; day++) {
      sample[day] = returns[indices[day]!]!;
      // What is lost as a whole does not come back.
      growth += Math.log(Math.max(0, 1 + sample[day]!));
    }
    annual[index] = Math.exp((growth / days) * TRADING_DAYS_PER_YEAR) - 1;
    // A sample of one day repeated has no ratio; it is as good as none.
    sharpe[index] = sharpeRatio(sample) || 0;
    if (growth < 0) losses++;
  }
  reportStep(STUDY, options, samples, samples);
  return {
    samples,
    blockDays,
    annualReturn: quantilesOf(annual),
    sharpe: quantilesOf(sharpe),
    lossShare: losses / samples,
  };
}
