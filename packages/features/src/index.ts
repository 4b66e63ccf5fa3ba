export { featureSet, type FeatureSet } from './catalogue/catalogue.ts';
export type { FeatureEntry, FeatureGroup } from './catalogue/feature-definition.ts';
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
