export { bootstrapReturns, type BootstrapReturns, type BootstrapReturnsOptions } from './bootstrap-returns.ts';
export { candleBootstrap, type CandleBootstrapOptions } from './candle-bootstrap.ts';
export {
  COST_SCENARIOS,
  costStress,
  stressedCosts,
  stressedSeries,
  type CostFactors,
  type CostScenario,
  type CostStressOptions,
  type CostStressRow,
} from './cost-stress.ts';
export { monteCarlo, type MonteCarlo, type MonteCarloOptions, type PathRisk } from './monte-carlo.ts';
export {
  neighbourhood,
  neighboursOf,
  type ChosenParameters,
  type Neighbour,
  type NeighbourhoodOptions,
  type NeighbourhoodRow,
  type NeighbourOptions,
} from './neighbourhood.ts';
export { randomEntry, type EntryMarket, type RandomEntryOptions } from './random-entry.ts';
export { CandleResampling, resampleCandles, type ResampleCandlesOptions } from './resample-candles.ts';
export { ROBUSTNESS_NONE, type Robustness } from './robustness.ts';
export type { RunDistribution } from './run-distribution.ts';
export { startDateRuns, startDates, type StartDate, type StartDateRunsOptions } from './start-dates.ts';
export type { RunOptions } from './task-pool.ts';
export { valueOfOne } from './value-of-one.ts';
