import type { Random } from '@pipwright/kernel';
import { errors } from '../../errors.ts';
import { optimalBlockLength } from '../resampling/block-length.ts';
import { longRunDeviation } from '../resampling/long-run-deviation.ts';
import { drawCounts } from '../resampling/stationary-bootstrap.ts';
import { reportStep, type StudyControl } from '../study-control.ts';
import { resampledMeans } from './resampled-means.ts';
import { commonDays, spreadTrials, type TrialReturns } from './trial-returns.ts';

const STUDY = 'reality check';
const SAMPLES = 1000;
/** Fewer days than this are not resampled. */
const DAYS_MIN = 30;
/** Trials whose block lengths are averaged. */
const LENGTH_TRIALS = 200;
/** Trials that are resampled together, between two looks at the outside. */
const BATCH = 32;

export interface RealityCheckOptions extends StudyControl {
  /** Returns above those of the benchmark; with none, doing nothing is the benchmark. */
  readonly trials: TrialReturns;
  /** Resamples; default 1000. */
  readonly samples?: number;
  /** Mean length of the resampled blocks in days; by default the mean of what is best for (at most 200 of) the trials. */
  readonly blockDays?: number;
  readonly random: Random;
}

/** p-values of the null hypothesis that the best of all trials is no better than the benchmark. */
export interface RealityCheck {
  /** White's: the greatest mean return, against that of resamples in which no trial has any. */
  readonly white: number;
  /** Hansen's consistent one: means in units of their deviation, trials that are clearly bad left as bad as they are. */
  readonly spa: number;
  /** Hansen's bounds of it: bad trials taken as equal to the benchmark (upper) or as no rivals at all (lower). */
  readonly spaLower: number;
  readonly spaUpper: number;
  readonly samples: number;
  readonly blockDays: number;
}

/**
 * White (2000), A reality check for data snooping, and Hansen (2005), A test for superior predictive ability, on one
 * stationary bootstrap. A p-value is (1 + resamples that reach what was seen) / (1 + resamples), so that it is never 0.
 * Every trial that was looked at belongs into `trials`, or the values are too small. Null where there are no trials that
 * traded, or fewer than 30 days.
 *
 * Rejects with `STUDY_INPUT` and `STUDY_STOPPED`.
 */
export async function realityCheck(options: RealityCheckOptions): Promise<RealityCheck | null> {
  const { trials, samples = SAMPLES, random } = options;
  const days = commonDays(STUDY, trials);
  if (!Number.isInteger(samples) || samples < 1) {
    throw errors.STUDY_INPUT({ study: STUDY, name: 'the number of resamples', value: samples, expected: 'at least 1' });
  }
  if (trials.length === 0 || days < DAYS_MIN) return null;
  const blockDays = options.blockDays ?? meanBlockLength(trials);
  const counts = drawCounts(samples, days, blockDays, random.split('reality check'));
  const maxima = new Maxima(samples, days);
  const means = new Float64Array(BATCH * samples);
  for (let from = 0; from < trials.length; from += BATCH) {
    reportStep(STUDY, options, from, trials.length);
    await options.pause?.();
    const rivals = rivalsOf(trials.slice(from, from + BATCH), blockDays);
    const batch = rivals.map(({ returns }) => returns);
    resampledMeans(batch, counts, samples, means);
    rivals.forEach(({ average, deviation }, index) =>
      maxima.add(average, deviation, means.subarray(index * samples, (index + 1) * samples)),
    );
  }
  reportStep(STUDY, options, trials.length, trials.length);
  return maxima.rivals === 0 ? null : { ...maxima.probabilities(), samples, blockDays };
}

interface Rival {
  readonly returns: Float64Array;
  readonly average: number;
  readonly deviation: number;
}

/** The trials that traded: one that never did is the benchmark itself. */
function rivalsOf(trials: TrialReturns, blockDays: number): Rival[] {
  return trials
    .map((trial) => {
      const returns = Float64Array.from(trial);
      const average = returns.reduce((sum, value) => sum + value, 0) / returns.length;
      return { returns, average, deviation: longRunDeviation(returns, blockDays) };
    })
    .filter(({ deviation }) => deviation > 0);
}

function meanBlockLength(trials: TrialReturns): number {
  const some = spreadTrials(trials, LENGTH_TRIALS);
  return some.reduce((sum, returns) => sum + optimalBlockLength(returns), 0) / some.length;
}

/** Greatest statistics over all trials: as seen, and of each resample under the null hypothesis. */
class Maxima {
  readonly #days: number;
  readonly #white: Float64Array;
  readonly #lower: Float64Array;
  readonly #consistent: Float64Array;
  readonly #upper: Float64Array;
  #seenWhite = Number.NEGATIVE_INFINITY;
  /** Hansen's statistic is never below 0. */
  #seen = 0;
  rivals = 0;

  constructor(samples: number, days: number) {
    this.#days = days;
    this.#white = new Float64Array(samples).fill(Number.NEGATIVE_INFINITY);
    this.#lower = new Float64Array(samples);
    this.#consistent = new Float64Array(samples);
    this.#upper = new Float64Array(samples);
  }

  /** Takes a trial's mean, the deviation of √days times it, and its means in the resamples. */
  add(average: number, deviation: number, means: Float64Array): void {
    const scale = Math.sqrt(this.#days) / deviation;
    // Worse than this, at its sample, a trial cannot be the best in the long run (law of the iterated logarithm).
    const bad = -Math.sqrt(2 * Math.log(Math.log(this.#days))) / scale;
    const lowerCentre = Math.max(0, average);
    const centre = average >= bad ? average : 0;
    this.rivals++;
    this.#seenWhite = Math.max(this.#seenWhite, average);
    this.#seen = Math.max(this.#seen, average * scale);
    for (let sample = 0; sample < means.length; sample++) {
      const value = means[sample]!;
      if (value - average > this.#white[sample]!) this.#white[sample] = value - average;
      if ((value - average) * scale > this.#upper[sample]!) this.#upper[sample] = (value - average) * scale;
      if ((value - centre) * scale > this.#consistent[sample]!) this.#consistent[sample] = (value - centre) * scale;
      if ((value - lowerCentre) * scale > this.#lower[sample]!) this.#lower[sample] = (value - lowerCentre) * scale;
    }
  }

  probabilities(): { white: number; spa: number; spaLower: number; spaUpper: number } {
    const reached = (values: Float64Array, seen: number): number =>
      (1 + values.filter((value) => value >= seen).length) / (1 + values.length);
    return {
      white: reached(this.#white, this.#seenWhite),
      spa: reached(this.#consistent, this.#seen),
      spaLower: reached(this.#lower, this.#seen),
      spaUpper: reached(this.#upper, this.#seen),
    };
  }
}
