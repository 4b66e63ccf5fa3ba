import { featureColumn, type Dataset } from '../dataset/dataset.ts';

/** Mean and spread of each feature over the rows of one fit, by weight, missing values left out. */
export interface Standardisation {
  readonly mean: Float64Array;
  /** 1 / standard deviation; 0 for a feature that is constant or always missing, which so drops out. */
  readonly inverseDeviation: Float64Array;
}

/** A feature whose standard deviation is below this share of its mean counts as constant. */
const CONSTANT_BELOW = 1e-7;

export function fitStandardisation(dataset: Dataset): Standardisation {
  const count = dataset.featureNames.length;
  const mean = new Float64Array(count);
  const inverseDeviation = new Float64Array(count);
  for (let feature = 0; feature < count; feature++) {
    const column = featureColumn(dataset, feature);
    let weight = 0;
    let sum = 0;
    for (let row = 0; row < column.length; row++) {
      const value = column[row] as number;
      if (value !== value) continue;
      weight += dataset.weights[row] as number;
      sum += value * (dataset.weights[row] as number);
    }
    if (weight === 0) continue;
    const centre = sum / weight;
    let squares = 0;
    for (let row = 0; row < column.length; row++) {
      const value = column[row] as number;
      if (value === value) squares += (value - centre) ** 2 * (dataset.weights[row] as number);
    }
    const deviation = Math.sqrt(squares / weight);
    mean[feature] = centre;
    if (deviation > Math.abs(centre) * CONSTANT_BELOW) inverseDeviation[feature] = 1 / deviation;
  }
  return { mean, inverseDeviation };
}

/** Standardised values of a row; a missing value becomes 0, the mean. */
export function standardise(standardisation: Standardisation, row: Float32Array, out: Float64Array): void {
  const { mean, inverseDeviation } = standardisation;
  for (let feature = 0; feature < row.length; feature++) {
    const value = row[feature] as number;
    out[feature] = value === value ? (value - (mean[feature] as number)) * (inverseDeviation[feature] as number) : 0;
  }
}
