export type { RollingSharpe } from './curve-ratios.ts';
export { dailyEquity, type DailyEquity, type MonthRow, type YearRow } from './daily-equity.ts';
export { deepestDrawdowns, drawdownOf, type Drawdown, type DrawdownSpan } from './drawdown.ts';
export { histogramOf, type Histogram } from './histogram.ts';
export { marketRegimes, type MarketRegimes, type RegimesBySymbol } from './market-regimes.ts';
export {
  backtestOverfitting,
  type BacktestOverfitting,
  type BacktestOverfittingOptions,
} from './overfitting/backtest-overfitting.ts';
export { effectiveTrials, type EffectiveTrials } from './overfitting/effective-trials.ts';
export { realityCheck, type RealityCheck, type RealityCheckOptions } from './overfitting/reality-check.ts';
export {
  overfittingOf,
  searchStudy,
  type Overfitting,
  type SearchStudy,
  type SearchStudyOptions,
} from './overfitting/search-study.ts';
export type { TrialReturns } from './overfitting/trial-returns.ts';
export { quantilesOf, type Quantiles } from './quantiles.ts';
export type { RuinStep } from './ruin.ts';
export {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumBacktestYears,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeRatio,
  sortinoRatio,
  TRADING_DAYS_PER_YEAR,
  type SharpeSample,
  type Trials,
} from './sharpe.ts';
export { statisticsOf, type SharpeEvidence, type Statistics } from './statistics.ts';
export type { StudyControl } from './study-control.ts';
export { groupTrades, type TradeGroup, type TradeGroupName } from './trade-groups.ts';
export type { ExcursionStatistics, HoldingStatistics } from './trade-profile.ts';
export type { TradeStatistics } from './trade-statistics.ts';
export type { VerdictEvidence, WalkForwardEvidence } from './verdict-evidence.ts';
export { VerdictKind, verdictOf, type Finding, type Verdict } from './verdict.ts';
