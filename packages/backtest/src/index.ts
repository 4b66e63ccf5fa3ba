export { Backtest, type BacktestOptions } from './backtest.ts';
export type { BacktestResult, CostTotals, EquityColumns } from './backtest-result.ts';
export { commissionOf } from './costs/commission.ts';
export { EXECUTION_IDEAL, executionOf } from './costs/execution.ts';
export {
  fitRecordedSlippage,
  recordedFills,
  type RecordedFill,
  type SlippageClass,
} from './costs/recorded-slippage.ts';
export type { SlippageModel } from './costs/slippage.ts';
export { COST_DEFAULTS, COSTS_NONE, type TradingCosts } from './costs/trading-costs.ts';
export { SimulatedVenue, type SimulatedVenueOptions } from './venue/simulated-venue.ts';
export {
  AccountMode,
  PathRule,
  PathSource,
  type AccountEvent,
  type CommissionModel,
  type DepthModel,
  type ExecutionModel,
  type FillSources,
  type VenueAccount,
} from './venue/venue-options.ts';
export type { VenueTotals } from './venue/venue-totals.ts';
export { runBacktest, type RunControl } from './run-backtest.ts';
export * from './statistics/index.ts';
