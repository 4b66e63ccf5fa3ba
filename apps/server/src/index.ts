export { compareRuns, renderComparisonPage } from './compare/stored-comparison.ts';
export { readConfiguration, type Configuration } from './configuration.ts';
export type { ContractFile } from './costs/contract-file.ts';
export { readSwapHistory } from './costs/cost-tables.ts';
export { describeCosts, type CostSheet } from './costs/describe-costs.ts';
export { fitStoredSpreads } from './costs/fit-stored-spreads.ts';
export { holidayContract } from './costs/holiday-contract.ts';
export { parseContract, putContract, readContract } from './costs/stored-contract.ts';
export { runDoctor, type DoctorCheck } from './doctor/run-doctor.ts';
export { exportRun } from './exports/export-run.ts';
export { buildStoredFeatures, type StoredFeatureBuild } from './feature-commands/build-stored-features.ts';
export { checkStoredFeatures } from './feature-commands/check-stored-features.ts';
export type { FeatureCheck } from './feature-commands/feature-check.ts';
export { describeFeature, type FeatureDescription } from './feature-commands/describe-feature.ts';
export { featureSheet } from './feature-commands/feature-sheet.ts';
export { featureGroups, featureNeeds, listFeatures, type FeatureList } from './feature-commands/list-features.ts';
export type { MissingSource } from './feature-commands/missing-sources.ts';
export { renderFeatureSheet } from './feature-commands/render-feature-sheet.ts';
export { replayRun, type ReplayResult } from './paper/replay-run.ts';
export { runnableStrategies, shippedStrategies, type RunnableStrategy } from './jobs/runnable-strategies.ts';
export { auditRun } from './pipeline/audit-run.ts';
export { backtestModel, type BacktestModelOptions } from './pipeline/backtest-model.ts';
export { backtestStrategy, type BacktestStrategyOptions, type BacktestSummary } from './pipeline/backtest-strategy.ts';
export {
  searchRun,
  walkForwardRun,
  type SearchChoices,
  type SearchSummary,
  type WalkForwardSummary,
} from './pipeline/search-run.ts';
export type { WalkForwardCut } from './search/walk-forward.ts';
export { PathDetail } from './pipeline/run-data.ts';
export type { RunRequest } from './pipeline/prepare-run.ts';
export { listStrategies, type ListedStrategy } from './strategies/list-strategies.ts';
export { loadStrategy, type LoadedStrategy } from './strategies/load-strategy.ts';
export { checkStoredLookAhead, type LookAheadSummary } from './pipeline/check-look-ahead.ts';
export {
  MODEL_KINDS,
  trainModel,
  TRAINING_DEFAULTS,
  type ModelKind,
  type TrainingSummary,
} from './pipeline/train-model.ts';
export { LABEL_HORIZONS, type LabelHorizon } from './pipeline/training-labels.ts';
export type { CostChoices, TradingChoices } from './pipeline/trading-parameters.ts';
export { newestBacktest, renderBacktestReport } from './report/stored-report.ts';
export { serve } from './serve.ts';
export { openStores, type Stores } from './stores.ts';
