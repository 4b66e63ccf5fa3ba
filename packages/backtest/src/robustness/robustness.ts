import type { BootstrapReturns } from './bootstrap-returns.ts';
import type { CostStressRow } from './cost-stress.ts';
import type { MonteCarlo } from './monte-carlo.ts';
import type { NeighbourhoodRow } from './neighbourhood.ts';
import type { RunDistribution } from './run-distribution.ts';
import type { StartDate } from './start-dates.ts';

/** Everything that was asked of one result; null and empty where it was not. */
export interface Robustness {
  readonly monteCarlo: MonteCarlo | null;
  readonly bootstrap: BootstrapReturns | null;
  readonly candleBootstrap: RunDistribution | null;
  readonly randomEntry: RunDistribution | null;
  readonly costStress: CostStressRow[];
  readonly neighbourhood: NeighbourhoodRow[];
  readonly startDates: StartDate[];
}

/** Nothing was asked. */
export const ROBUSTNESS_NONE: Robustness = {
  monteCarlo: null,
  bootstrap: null,
  candleBootstrap: null,
  randomEntry: null,
  costStress: [],
  neighbourhood: [],
  startDates: [],
};
