import { readRow, type FeatureMatrix } from '../dataset/dataset.ts';
import { errors } from '../errors.ts';
import type { FeatureRow } from './model.ts';

/** Copies a row into a model's own 32-bit memory; infinite values become missing. Throws `FEATURE_COUNT_MISMATCH`. */
export function copyRow(row: FeatureRow, out: Float32Array): void {
  if (row.length !== out.length) throw errors.FEATURE_COUNT_MISMATCH({ expected: out.length, given: row.length });
  for (let feature = 0; feature < out.length; feature++) {
    const value = Math.fround(row[feature] as number);
    out[feature] = value - value === 0 ? value : Number.NaN;
  }
}

/** As `copyRow`, for one row of a matrix, whose values are finite or NaN already. */
export function copyMatrixRow(matrix: FeatureMatrix, row: number, out: Float32Array): void {
  if (matrix.featureNames.length !== out.length) {
    throw errors.FEATURE_COUNT_MISMATCH({ expected: out.length, given: matrix.featureNames.length });
  }
  readRow(matrix, row, out);
}
