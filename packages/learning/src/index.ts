export * from './calibration/calibrator.ts';
export { calibratorFromJSON, fitCalibrator } from './calibration/fit-calibrator.ts';
export { buildDataset, type BuiltDataset, type DatasetColumns } from './dataset/build-dataset.ts';
export {
  datasetDigest,
  featureColumn,
  readRow,
  selectRows,
  type Dataset,
  type FeatureMatrix,
} from './dataset/dataset.ts';
export { errors as learningErrors } from './errors.ts';
export { decodeModelFile } from './file/decode-model-file.ts';
export { encodeModelFile } from './file/encode-model-file.ts';
export * from './file/model-file.ts';
export { createPredictor, type FeatureSet, type Predictor } from './file/predictor.ts';
export {
  trainFinalModel,
  type FinalTraining,
  type FinalTrainingRequest,
  type TrainingProgress,
} from './file/train-final-model.ts';
export { trainInThread } from './file/train-in-thread.ts';
export { areaUnderCurve } from './metrics/area-under-curve.ts';
export * from './metrics/block-bootstrap.ts';
export { classificationMetrics, type ClassificationMetrics } from './metrics/classification.ts';
export * from './metrics/reliability.ts';
export { createTrainer, MODEL_KINDS, modelFromJSON } from './model/model-kinds.ts';
export * from './model/model.ts';
export { BOOSTING_DEFAULTS, type BoostingParameters, type EarlyStopping } from './boosting/parameters.ts';
export { LOGISTIC_DEFAULTS, type LogisticParameters } from './logistic/logistic-regression.ts';
export { BASELINES, type Baseline } from './validation/baselines.ts';
export * from './validation/folds.ts';
export { assertFutureIndependent, assertNoLabelLeak, LEAK_AUC_DEFAULT } from './validation/leak-check.ts';
export * from './validation/walk-forward.ts';
export type { FoldReport, ValidationReport } from './validation/validation-report.ts';
