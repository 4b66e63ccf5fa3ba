import type { Dataset } from '../dataset/dataset.ts';

/** What a model has to beat: `base-rate` always says the training rows' share of label 1; `persistence` says the share
 * of label 1 among training rows whose latest known label was the same. */
export const BASELINES = ['base-rate', 'persistence'] as const;
export type Baseline = (typeof BASELINES)[number];

/**
 * For each row the label that was the latest to become known at or before the row's time; NaN where none was.
 * Of labels known at the same moment the later row's counts.
 */
export function latestKnownLabels(dataset: Dataset): Float64Array {
  const { rows, time, labelEnd, labels } = dataset;
  const byEnd = Uint32Array.from({ length: rows }, (_, row) => row);
  byEnd.sort((a, b) => (labelEnd[a] as number) - (labelEnd[b] as number) || a - b);
  const known = new Float64Array(rows);
  let latest = Number.NaN;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    while (next < rows && (labelEnd[byEnd[next] as number] as number) <= (time[row] as number)) {
      // A row whose label is known at its own time would be its own forecast.
      if ((byEnd[next] as number) < row) latest = labels[byEnd[next] as number] as number;
      next++;
    }
    known[row] = latest;
  }
  return known;
}

/** Share of label 1 among the given rows, drawn to one half as by one row of each label. */
function shareOf(labels: Float64Array, rows: Uint32Array, keep: (row: number) => boolean): number {
  let positive = 1;
  let count = 2;
  for (const row of rows) {
    if (!keep(row)) continue;
    positive += labels[row] as number;
    count++;
  }
  return positive / count;
}

/** Fits a baseline on training rows and says its probability for each test row. */
export function predictBaseline(
  baseline: Baseline,
  dataset: Dataset,
  known: Float64Array,
  train: Uint32Array,
  test: Uint32Array,
): Float64Array {
  const base = shareOf(dataset.labels, train, () => true);
  if (baseline === 'base-rate') return new Float64Array(test.length).fill(base);
  const after = [0, 1].map((label) => shareOf(dataset.labels, train, (row) => known[row] === label));
  return Float64Array.from(test, (row) => after[known[row] as number] ?? base);
}
