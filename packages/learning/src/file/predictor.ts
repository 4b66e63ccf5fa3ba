import type { FeatureContribution } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { FeatureMatrix } from '../dataset/dataset.ts';
import type { ContributionMethod, FeatureRow } from '../model/model.ts';
import type { ModelFile } from './model-file.ts';

/** A model file in use: calibrated probabilities and their reasons. */
export interface Predictor {
  readonly file: ModelFile;
  /** Calibrated probability of label 1. Throws `FEATURE_COUNT_MISMATCH`. */
  probability(row: FeatureRow): number;
  /** Calibrated probabilities of all rows. Throws `FEATURE_COUNT_MISMATCH`. */
  probabilities(matrix: FeatureMatrix): Float64Array;
  /**
   * The `count` features that move this prediction most, strongest first, in log-odds before calibration. The method
   * `path`, the default, is fast enough for the way from candle to order; `shapley` is exact.
   */
  topReasons(row: FeatureRow, count: number, method?: ContributionMethod): FeatureContribution[];
}

/** What the caller computes: names in order, and the version of the catalogue they come from. */
export interface FeatureSet {
  readonly version: string;
  readonly names: readonly string[];
}

function checkFeatures(file: ModelFile, given: FeatureSet): void {
  const { featureSetVersion } = file.subject;
  if (given.version !== featureSetVersion) {
    const expected = `version ${featureSetVersion} of the feature set`;
    throw errors.FEATURES_DIFFER({ expected, given: `version ${given.version}` });
  }
  if (given.names.length !== file.features.length) {
    throw errors.FEATURE_COUNT_MISMATCH({ expected: file.features.length, given: given.names.length });
  }
  file.features.forEach((name, index) => {
    const found = given.names[index] as string;
    if (found !== name) throw errors.FEATURES_DIFFER({ expected: `feature ${name} in place ${index}`, given: found });
  });
}

/**
 * Makes a model file ready to predict for rows of the features given.
 * Throws `FEATURES_DIFFER` and `FEATURE_COUNT_MISMATCH` where those are not what the model was trained on.
 */
export function createPredictor(file: ModelFile, features: FeatureSet): Predictor {
  checkFeatures(file, features);
  const { model, calibrator } = file;
  return {
    file,
    probability: (row) => calibrator.apply(model.predict(row)),
    probabilities: (matrix) => model.predictBatch(matrix).map((raw) => calibrator.apply(raw)),
    topReasons(row, count, method = 'path') {
      const { values } = model.contributions(row, method);
      const order = Array.from(values.keys()).sort(
        (a, b) => Math.abs(values[b] as number) - Math.abs(values[a] as number) || a - b,
      );
      return order.slice(0, count).map((index) => {
        const value = row[index] as number;
        return {
          feature: file.features[index] as string,
          value: Number.isFinite(value) ? value : null,
          contribution: values[index] as number,
        };
      });
    },
  };
}
