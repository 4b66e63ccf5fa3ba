import { errors } from '../../errors.ts';

/**
 * Daily returns of every variant that was tried: one column a trial, all over the same trading days. A day without a
 * position is 0.
 */
export type TrialReturns = readonly (Float64Array | Float32Array)[];

/** Days that all trials have. Throws `STUDY_INPUT` where their numbers differ. */
export function commonDays(study: string, trials: TrialReturns): number {
  const days = trials[0]?.length ?? 0;
  for (let trial = 0; trial < trials.length; trial++) {
    const { length } = trials[trial]!;
    if (length !== days) {
      throw errors.STUDY_INPUT({ study, name: `trial ${trial}`, value: `${length} days`, expected: `${days} days` });
    }
  }
  return days;
}

/** At most `count` trials, evenly spaced over all of them. */
export function spreadTrials(trials: TrialReturns, count: number): TrialReturns {
  if (trials.length <= count) return trials;
  return Array.from({ length: count }, (_, index) => trials[Math.floor((index * trials.length) / count)]!);
}
