export { Backtest, type BacktestOptions } from './backtest.ts';
export type { BacktestResult, CostTotals, EquityColumns } from './backtest-result.ts';
export { COST_DEFAULTS, type SlippageModel, type TradingCosts } from './costs.ts';
export { runBacktest, type RunControl } from './run-backtest.ts';
export { SimulatedVenue, type SimulatedVenueOptions, type VenueAccount, type VenueTotals } from './simulated-venue.ts';
