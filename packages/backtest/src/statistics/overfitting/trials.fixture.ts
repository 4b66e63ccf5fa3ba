import { createRandom } from '@pipwright/kernel';

export interface MadeTrials {
  readonly seed: number | string;
  readonly trials: number;
  readonly days: number;
  /** Sharpe ratio per day of each trial; none by default. */
  readonly edge?: (trial: number) => number;
  /** Share of each trial's variance that all of them have in common. Default 0. */
  readonly common?: number;
}

/** Normal daily returns with a deviation of 1 %. */
export function madeTrials({ seed, trials, days, edge = () => 0, common = 0 }: MadeTrials): Float64Array[] {
  const random = createRandom(seed).split('trials');
  const market = Float64Array.from({ length: days }, () => random.normal());
  return Array.from({ length: trials }, (_, trial) =>
    Float64Array.from(
      { length: days },
      (__, day) => 0.01 * (edge(trial) + Math.sqrt(common) * market[day]! + Math.sqrt(1 - common) * random.normal()),
    ),
  );
}
