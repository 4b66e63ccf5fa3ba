import type { Random } from '@pipwright/kernel';
import type { Dataset, FeatureMatrix } from '../dataset/dataset.ts';

/**
 * The features of one moment, in the order of the model's feature list; NaN where missing. Values are rounded to 32 bits
 * before use, and infinite ones count as missing.
 */
export type FeatureRow = Float64Array | Float32Array;

/** What a model's prediction means: a probability of label 1, or a number in the label's unit. */
export type ModelOutput = 'probability' | 'value';

/** Parts of one prediction: `base` and `values` (one per feature) sum to the score. */
export interface Contributions {
  /** The score before anything is known of the row. */
  readonly base: number;
  readonly values: Float64Array;
}

/**
 * How contributions are computed. `shapley`: exact Shapley values of the model under its own training distribution.
 * `path`: the change of the expected score along the way through each tree (Saabas); some hundred times cheaper.
 * Linear models give the same for both.
 */
export type ContributionMethod = 'shapley' | 'path';

/** JSON form of a fitted model; `kind` says who can read it. */
export interface ModelDocument {
  readonly kind: string;
  readonly [member: string]: unknown;
}

/** A fitted model. Predictions are pure: the same row gives the same bits, alone or in a batch. */
export interface Model {
  readonly kind: string;
  readonly output: ModelOutput;
  readonly featureCount: number;
  /** Prediction for one row. Throws `FEATURE_COUNT_MISMATCH`. */
  predict(row: FeatureRow): number;
  /** Predictions for all rows of a matrix. Throws `FEATURE_COUNT_MISMATCH`. */
  predictBatch(matrix: FeatureMatrix): Float64Array;
  /** Why the score is what it is: in log-odds for probabilities, else in the label's unit. */
  contributions(row: FeatureRow, method?: ContributionMethod): Contributions;
  /** Share of each feature in what the model uses; sums to 1, or is all 0 for a model that uses none. */
  importance(): Float64Array;
  toJSON(): ModelDocument;
}

export interface FitProgress {
  readonly round: number;
  readonly rounds: number;
  /** Loss on the early-stopping rows, where there are any. */
  readonly validationLoss: number | null;
}

/** What a fit may use besides the data. None of it but `random` changes the model. */
export interface FitContext {
  readonly random: Random;
  /** Worker threads to use; 0 computes in the calling thread and blocks it. Default 0. */
  readonly threads?: number;
  readonly onProgress?: (progress: FitProgress) => void;
  /** Ends the fit with `TRAINING_CANCELLED`. */
  readonly signal?: AbortSignal;
}

/** A kind of model with its parameters set, ready to be fitted. */
export interface Trainer {
  readonly kind: string;
  /** JSON object of everything that was chosen. */
  readonly parameters: Readonly<Record<string, unknown>>;
  fit(dataset: Dataset, context: FitContext): Promise<Model>;
}

/** A kind of model: how it is set up and read back. */
export interface ModelKind {
  readonly kind: string;
  /** Throws `PARAMETER_INVALID` on unknown names and values out of range. */
  trainer(parameters: Readonly<Record<string, unknown>>): Trainer;
  /** Reads what `toJSON` gave, from an untrusted source. Throws `MODEL_DOCUMENT_INVALID`. */
  fromJSON(document: ModelDocument): Model;
}
