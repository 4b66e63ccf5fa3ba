import { createHash } from 'node:crypto';

/**
 * Rows to learn from, in ascending order of time (equal times may occur where several instruments are learnt together).
 * Plain arrays without methods, so that a data set passes to worker threads; features lie in shared memory.
 */
export interface Dataset {
  readonly rows: number;
  readonly featureNames: readonly string[];
  /** Column after column, `rows` values each; NaN where a value is missing, never infinite. */
  readonly features: Float32Array;
  /** 0 or 1 for classification, any finite number for regression. */
  readonly labels: Float64Array;
  /** Positive or zero, one per row. */
  readonly weights: Float64Array;
  /** UTC epoch milliseconds at which the row's features are known. */
  readonly time: Float64Array;
  /** UTC epoch milliseconds at which the row's label is known; the label is formed over `[time, labelEnd]`. */
  readonly labelEnd: Float64Array;
}

/** A block of rows without labels, column after column as in `Dataset`. */
export type FeatureMatrix = Pick<Dataset, 'rows' | 'featureNames' | 'features'>;

/** Room for `count` 32-bit floats that worker threads can share. */
export function sharedFloat32(count: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(count * 4));
}

/** A view of one feature's values. */
export function featureColumn(matrix: FeatureMatrix, feature: number): Float32Array {
  return matrix.features.subarray(feature * matrix.rows, (feature + 1) * matrix.rows);
}

/** Copies the features of one row into `out`. */
export function readRow(matrix: FeatureMatrix, row: number, out: Float32Array): Float32Array {
  const { features, rows } = matrix;
  for (let feature = 0, at = row; feature < out.length; feature++, at += rows) out[feature] = features[at] as number;
  return out;
}

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = values[rows[index] as number] as number;
  return picked;
}

/** A data set of the given rows only, in the order given (ascending rows keep the order of time). */
export function selectRows(dataset: Dataset, rows: Uint32Array): Dataset {
  const features = sharedFloat32(rows.length * dataset.featureNames.length);
  for (let feature = 0, at = 0; feature < dataset.featureNames.length; feature++) {
    const column = featureColumn(dataset, feature);
    for (let index = 0; index < rows.length; index++) features[at++] = column[rows[index] as number] as number;
  }
  return {
    rows: rows.length,
    featureNames: dataset.featureNames,
    features,
    labels: pick(dataset.labels, rows),
    weights: pick(dataset.weights, rows),
    time: pick(dataset.time, rows),
    labelEnd: pick(dataset.labelEnd, rows),
  };
}

function bytesOf(array: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** SHA-256 over everything in the data set, as 64 hexadecimal digits: equal data has an equal digest. */
export function datasetDigest(dataset: Dataset): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify({ rows: dataset.rows, featureNames: dataset.featureNames }));
  for (const name of ['features', 'labels', 'weights', 'time', 'labelEnd'] as const)
    hash.update(bytesOf(dataset[name]));
  return hash.digest('hex');
}
