import { createRandom } from '@pipwright/kernel';
import { buildDataset } from './dataset/build-dataset.ts';
import type { Dataset } from './dataset/dataset.ts';

const HOUR_MS = 3_600_000;

export interface SyntheticOptions {
  readonly rows: number;
  readonly features: number;
  readonly seed: number;
  /** Strength of the planted relation; 0 leaves labels to chance. */
  readonly edge?: number;
  /** Share of feature values that are missing. */
  readonly missing?: number;
  /** Rows over which each label is formed. */
  readonly horizonRows?: number;
}

/** The log-odds that were planted: a line, a product and a threshold, in the first four features. */
export function plantedScore(row: readonly number[]): number {
  const [a = 0, b = 0, c = 0, d = 0] = row.map((value) => (Number.isNaN(value) ? 0 : value));
  return 0.8 * a + 0.7 * b * c + (d > 0.5 ? 0.6 : -0.2);
}

/** Hourly rows of normal features, with labels drawn from `plantedScore`. */
export function syntheticDataset(options: SyntheticOptions): Dataset {
  const { rows, features, seed, edge = 1, missing = 0, horizonRows = 1 } = options;
  const random = createRandom(seed);
  const columns = Array.from({ length: features }, (_, index) => ({
    name: `feature-${index}`,
    values: Float64Array.from({ length: rows }, () => (random.next() < missing ? Number.NaN : random.normal())),
  }));
  const labels = Float64Array.from({ length: rows }, (_, row) => {
    const score = edge * plantedScore(columns.slice(0, 4).map(({ values }) => values[row] as number));
    return random.next() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  const time = Float64Array.from({ length: rows }, (_, row) => row * HOUR_MS);
  const labelEnd = time.map((at) => at + horizonRows * HOUR_MS);
  return buildDataset({ features: columns, labels, time, labelEnd }).dataset;
}

/** A data set of the columns and labels given, one row per hour. */
export function smallDataset(columns: readonly (readonly number[])[], labels: readonly number[]): Dataset {
  const time = Float64Array.from(labels, (_, row) => row * HOUR_MS);
  return buildDataset({
    features: columns.map((values, index) => ({ name: `feature-${index}`, values: Float64Array.from(values) })),
    labels: Float64Array.from(labels),
    time,
    labelEnd: time,
  }).dataset;
}
