export { AuditFindingKind, type AuditFinding, type AuditReport } from './audit/audit-report.ts';
export { auditStrategy, type AuditOptions } from './audit/audit-strategy.ts';
export {
  Backtest,
  type BacktestOptions,
  type MarketsBacktestOptions,
  type RunMarket,
  type RunTerms,
} from './backtest.ts';
export type { BacktestResult, CostTotals, EquityColumns, SymbolTotals } from './backtest-result.ts';
export { ColumnCache } from './columnar/column-cache.ts';
export { ColumnarEngine, type ColumnarFigures, type ColumnarResult } from './columnar/columnar-engine.ts';
export {
  ColumnarRefusalCode,
  columnarRefusal,
  type ColumnarRefusal,
  type ColumnarSettings,
} from './columnar/columnar-settings.ts';
export { commissionOf } from './costs/commission.ts';
export { EXECUTION_IDEAL, executionOf } from './costs/execution.ts';
export {
  fitRecordedSlippage,
  recordedFills,
  type RecordedFill,
  type SlippageClass,
} from './costs/recorded-slippage.ts';
export type { SlippageModel } from './costs/slippage.ts';
export { applySpreadModel } from './costs/spread-columns.ts';
export { SpreadFitter } from './costs/spread-fitter.ts';
export { hourFactorsOf, SPREAD_CLASSES, type SpreadModel } from './costs/spread-model.ts';
export { COST_DEFAULTS, COSTS_NONE, type TradingCosts } from './costs/trading-costs.ts';
export { SimulatedVenue } from './venue/simulated-venue.ts';
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
export type { SimulatedVenueOptions } from './venue/venue-rooms.ts';
export type { VenueTotals } from './venue/venue-totals.ts';
export { runBacktest, type RunControl } from './run-backtest.ts';
export type { AccountEvents } from './run/account-log.ts';
export { buyAndHold, type BuyAndHoldOptions } from './run/buy-and-hold.ts';
export type { EquityDetail } from './run/equity-recorder.ts';
export type { TickSource, TradedMarket } from './run/traded-market.ts';
export * from './robustness/index.ts';
export * from './search/index.ts';
export * from './statistics/index.ts';
