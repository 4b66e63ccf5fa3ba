import { errors } from '../errors.ts';
import { sharedFloat32, type Dataset } from './dataset.ts';

/** Columns of equal length from which a data set is built. */
export interface DatasetColumns {
  readonly features: readonly { readonly name: string; readonly values: Float64Array | Float32Array }[];
  /** NaN where the label is not known (the last rows of a series, say): such rows are left out. */
  readonly labels: Float64Array;
  /** UTC epoch milliseconds, ascending. */
  readonly time: Float64Array;
  /** Moment from which the label is known, not before `time`. */
  readonly labelEnd: Float64Array;
  /** 1 for every row unless given. */
  readonly weights?: Float64Array;
}

export interface BuiltDataset {
  readonly dataset: Dataset;
  /** For each row of the data set its index in the columns it was built from. */
  readonly sourceRows: Uint32Array;
}

function invalid(reason: string): Error {
  return errors.DATASET_INVALID({ reason });
}

function checkShape(columns: DatasetColumns): void {
  const rows = columns.labels.length;
  if (columns.features.length === 0) throw invalid('it has no feature');
  const names = new Set<string>();
  for (const { name, values } of columns.features) {
    if (name === '') throw invalid('a feature has no name');
    if (names.has(name)) throw invalid(`the feature name ${name} occurs twice`);
    names.add(name);
    if (values.length !== rows) throw invalid(`feature ${name} has ${values.length} values for ${rows} labels`);
  }
  for (const name of ['time', 'labelEnd', 'weights'] as const) {
    const given = columns[name]?.length ?? rows;
    if (given !== rows) throw invalid(`${name} has ${given} values for ${rows} labels`);
  }
}

/** Rows with a label, checked one by one. */
function labelledRows(columns: DatasetColumns): Uint32Array {
  const { labels, time, labelEnd, weights } = columns;
  const kept = new Uint32Array(labels.length);
  let count = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    if (Number.isNaN(label)) continue;
    const at = time[row] as number;
    if (!Number.isFinite(label)) throw invalid(`the label of row ${row} is ${label}`);
    if (!Number.isFinite(at) || at < previous) throw invalid(`the time of row ${row} is ${at}, after ${previous}`);
    const end = labelEnd[row] as number;
    if (!Number.isFinite(end) || end < at)
      throw invalid(`the label of row ${row} ends at ${end}, before its time ${at}`);
    const weight = weights === undefined ? 1 : (weights[row] as number);
    if (!(weight >= 0) || weight > 1e9) throw invalid(`the weight of row ${row} is ${weight}; expected 0 to 1e9`);
    previous = at;
    kept[count++] = row;
  }
  return kept.slice(0, count);
}

function picked(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}

/**
 * Builds a data set from columns. Rows whose label is NaN are left out; missing feature values (NaN) are kept, since
 * models deal with them. Features are rounded to 32 bits, as they are again when a model is asked for a prediction.
 *
 * Throws `DATASET_INVALID` where columns do not fit together and `DATASET_VALUE_INFINITE` on an infinite feature.
 */
export function buildDataset(columns: DatasetColumns): BuiltDataset {
  checkShape(columns);
  const sourceRows = labelledRows(columns);
  const rows = sourceRows.length;
  const features = sharedFloat32(rows * columns.features.length);
  let at = 0;
  for (const { name, values } of columns.features) {
    for (let index = 0; index < rows; index++) {
      const row = sourceRows[index] as number;
      const value = Math.fround(values[row] as number);
      if (value === Infinity || value === -Infinity) {
        throw errors.DATASET_VALUE_INFINITE({ feature: name, row, value: values[row] as number });
      }
      // Every NaN is written with the same bits, so that the digest does not depend on where it came from.
      features[at++] = value === value ? value : Number.NaN;
    }
  }
  const dataset: Dataset = {
    rows,
    featureNames: columns.features.map(({ name }) => name),
    features,
    labels: picked(columns.labels, sourceRows),
    weights: columns.weights === undefined ? new Float64Array(rows).fill(1) : picked(columns.weights, sourceRows),
    time: picked(columns.time, sourceRows),
    labelEnd: picked(columns.labelEnd, sourceRows),
  };
  return { dataset, sourceRows };
}
