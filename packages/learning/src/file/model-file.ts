import type { CalibrationKind, Calibrator } from '../calibration/calibrator.ts';
import type { Model } from '../model/model.ts';
import type { TrainingWindow } from '../validation/folds.ts';
import type { ValidationReport } from '../validation/validation-report.ts';

/** How the label was defined, so that a prediction can be read and its outcome checked. */
export interface LabelDefinition {
  /** Name of the label in the feature catalogue, such as `direction-1h`. */
  readonly name: string;
  /** Time from a row's `time` to the end of its label, at most. */
  readonly horizonMs: number;
}

/** What a model was trained for and on, as the caller names it. */
export interface ModelSubject {
  readonly symbol: string;
  readonly timeframe: string;
  readonly featureSetVersion: string;
  readonly label: LabelDefinition;
  /** Version of the platform that trained it. */
  readonly productVersion: string;
  /** UTC epoch milliseconds. */
  readonly createdAt: number;
  /** Variants that were tried on this series up to and with this one. */
  readonly trials: number;
}

/** Everything that is needed to use a model, to judge it and to train it again. */
export interface ModelFile {
  readonly subject: ModelSubject;
  readonly features: readonly string[];
  readonly model: Model;
  readonly calibrator: Calibrator;
  readonly training: {
    readonly kind: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly calibration: CalibrationKind;
    readonly window: TrainingWindow;
    readonly seed: string;
    readonly rows: number;
    /** UTC epoch milliseconds of the first and last row, and the moment when the last label was known. */
    readonly from: number;
    readonly to: number;
    readonly labelsTo: number;
    /** SHA-256 over features, labels, weights and times. */
    readonly dataDigest: string;
  };
  readonly validation: ValidationReport;
  /** Share of each feature, in the order of `features`. */
  readonly importance: readonly number[];
}

/** Marks the file and its version; a reader refuses other versions. */
export const MODEL_FILE_FORMAT = 'pipwright-model';
export const MODEL_FILE_VERSION = 1;
