import type { Dataset } from '../dataset/dataset.ts';

/** When samples happen: ascending times, and the ends of the intervals over which their labels are formed. */
export interface SampleTimes {
  readonly time: Float64Array;
  readonly labelEnd: Float64Array;
}

/** Index of the first row at or after `time`. */
export function firstRowAt(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows `from` to `to` (exclusive) whose label is known before `time`, by more than `embargoMs`. */
export function rowsKnownBefore(
  times: SampleTimes,
  from: number,
  to: number,
  time: number,
  embargoMs: number,
): Uint32Array {
  const kept = new Uint32Array(Math.max(0, to - from));
  let count = 0;
  for (let row = from; row < to; row++) {
    if ((times.labelEnd[row] as number) + embargoMs < time) kept[count++] = row;
  }
  return kept.slice(0, count);
}

/** Consecutive rows `from` to `to` (exclusive). */
export function rowRange(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/**
 * Parts a data set in time: the latest `fraction` of the rows, and the earlier ones whose labels are known before the
 * first of those. Rows of equal time are never parted.
 */
export function purgedTail(dataset: Dataset, fraction: number): { head: Uint32Array; tail: Uint32Array } {
  const cut = Math.min(dataset.rows - 1, Math.max(1, Math.round(dataset.rows * (1 - fraction))));
  const begin = dataset.time[cut] as number;
  const first = firstRowAt(dataset.time, begin);
  return { head: rowsKnownBefore(dataset, 0, first, begin, 0), tail: rowRange(first, dataset.rows) };
}
