import type { FeatureMatrix } from '../dataset/dataset.ts';
import { DocumentReader, encodeArray } from '../model/document.ts';
import { copyMatrixRow, copyRow } from '../model/feature-row.ts';
import type { Contributions, FeatureRow, Model, ModelDocument } from '../model/model.ts';
import { standardise, type Standardisation } from './standardisation.ts';

export const LOGISTIC_KIND = 'logistic-regression';
const FEATURES_MAX = 32_767;

/** Log-odds as a weighted sum of standardised features. */
export class LogisticModel implements Model {
  readonly kind = LOGISTIC_KIND;
  readonly output = 'probability';
  readonly featureCount: number;
  readonly #standardisation: Standardisation;
  /** One per feature, on the standardised scale. */
  readonly #coefficients: Float64Array;
  readonly #intercept: number;
  readonly #row: Float32Array;
  readonly #standardised: Float64Array;

  constructor(standardisation: Standardisation, coefficients: Float64Array, intercept: number) {
    this.featureCount = coefficients.length;
    this.#standardisation = standardisation;
    this.#coefficients = coefficients;
    this.#intercept = intercept;
    this.#row = new Float32Array(coefficients.length);
    this.#standardised = new Float64Array(coefficients.length);
  }

  predict(row: FeatureRow): number {
    copyRow(row, this.#row);
    return this.#answer();
  }

  predictBatch(matrix: FeatureMatrix): Float64Array {
    const probabilities = new Float64Array(matrix.rows);
    for (let row = 0; row < matrix.rows; row++) {
      copyMatrixRow(matrix, row, this.#row);
      probabilities[row] = this.#answer();
    }
    return probabilities;
  }

  /** Probability for the row that was copied in. */
  #answer(): number {
    standardise(this.#standardisation, this.#row, this.#standardised);
    let score = this.#intercept;
    for (let feature = 0; feature < this.featureCount; feature++) {
      score += (this.#standardised[feature] as number) * (this.#coefficients[feature] as number);
    }
    return 1 / (1 + Math.exp(-score));
  }

  /** Coefficient times the distance from the mean: for a linear model with any baseline these are Shapley values. */
  contributions(row: FeatureRow): Contributions {
    copyRow(row, this.#row);
    const values = new Float64Array(this.featureCount);
    standardise(this.#standardisation, this.#row, values);
    for (let feature = 0; feature < values.length; feature++) {
      values[feature] = (values[feature] as number) * (this.#coefficients[feature] as number);
    }
    return { base: this.#intercept, values };
  }

  /** Share of each coefficient in the sum of their absolute values. */
  importance(): Float64Array {
    const sizes = this.#coefficients.map((coefficient) => Math.abs(coefficient));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return total > 0 ? sizes.map((size) => size / total) : sizes;
  }

  toJSON(): ModelDocument {
    return {
      kind: this.kind,
      featureCount: this.featureCount,
      intercept: this.#intercept,
      coefficients: encodeArray('float64', this.#coefficients),
      mean: encodeArray('float64', this.#standardisation.mean),
      inverseDeviation: encodeArray('float64', this.#standardisation.inverseDeviation),
    };
  }

  static fromJSON(document: ModelDocument): LogisticModel {
    const reader = new DocumentReader(document, 'model');
    const count = reader.whole('featureCount', 1, FEATURES_MAX);
    const standardisation = {
      mean: reader.array('mean', 'float64', count),
      inverseDeviation: reader.array('inverseDeviation', 'float64', count),
    };
    return new LogisticModel(
      standardisation,
      reader.array('coefficients', 'float64', count),
      reader.number('intercept'),
    );
  }
}
