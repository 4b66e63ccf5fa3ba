export { featureSet, type FeatureSet } from './catalogue/catalogue.ts';
export { inputsOf, type ColumnReference } from './catalogue/column-reference.ts';
export type { FeatureColumn } from './catalogue/column-operation.ts';
export type { FeatureEntry, FeatureGroup } from './catalogue/feature-definition.ts';
export { splitFeatures } from './catalogue/split-features.ts';
export { featureTable } from './catalogue/feature-table.ts';
export {
  closeTimes,
  computeFeatures,
  firstCompleteRow,
  streamFeatures,
  type ComputeFeaturesOptions,
  type FeatureMatrix,
} from './compute-features.ts';
export { contextTimeframes } from './context-timeframes.ts';
export {
  createFeatureEngine,
  type FeatureEngine,
  type FeatureEngineOptions,
  type FeatureState,
} from './engine/feature-engine.ts';
export { computeLabels, type ComputeLabelsOptions } from './labels/compute-labels.ts';
export { forwardLabels, HORIZONS, type Horizon } from './labels/forward-labels.ts';
export type { Label, LabelTable } from './labels/label.ts';
export { sampleUniqueness } from './labels/sample-uniqueness.ts';
export { trendScan, type TrendScan, type TrendScanOptions } from './labels/trend-scan.ts';
export { TradingTime } from './labels/trading-time.ts';
export { tripleBarrier, type TripleBarrier, type TripleBarrierOptions } from './labels/triple-barrier.ts';
export { BOND_SYMBOLS, INDEX_SYMBOLS } from './sources/create-source.ts';
export type { FeatureContext, FeatureNeed } from './sources/feature-context.ts';
export {
  checkLookAhead,
  type CheckedTable,
  type Leak,
  type LeakKind,
  type LookAheadOptions,
  type LookAheadReport,
} from './look-ahead/check-look-ahead.ts';
export { labelsAsTable } from './look-ahead/labels-as-table.ts';
export { checkCoverage, type ColumnCoverage, type CoverageReport } from './checks/check-coverage.ts';
export { checkDrift, type ColumnDrift, type DriftReport, type DriftVerdict } from './checks/check-drift.ts';
export { checkSkew, type Skew, type SkewReport } from './checks/check-skew.ts';
export type { FeatureTable } from './checks/feature-table.ts';
export {
  findRedundant,
  type RedundancyOptions,
  type RedundancyReport,
  type RedundantPair,
} from './checks/find-redundant.ts';
