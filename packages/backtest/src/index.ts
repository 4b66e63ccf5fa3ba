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
export {
  AccountMode,
  PathRule,
  type CommissionModel,
  type DepthModel,
  type ExecutionModel,
} from './venue/venue-options.ts';
export { runBacktest, type RunControl } from './run-backtest.ts';
export { SimulatedVenue, type SimulatedVenueOptions, type VenueAccount, type VenueTotals } from './simulated-venue.ts';
export * from './statistics/index.ts';
