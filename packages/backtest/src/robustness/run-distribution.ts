import { quantilesOf, type Quantiles } from '../statistics/quantiles.ts';

/** How a result stands among runs in which there was nothing to find. */
export interface RunDistribution {
  readonly runs: number;
  /** Net profits of the runs, minor units. */
  readonly net: Quantiles;
  /** Share of the runs that made at least as much as the strategy did. */
  readonly shareAsGood: number;
}

export function distributionOf(nets: readonly number[], actual: number): RunDistribution {
  return {
    runs: nets.length,
    net: quantilesOf(nets),
    shareAsGood: nets.filter((net) => net >= actual).length / nets.length,
  };
}
