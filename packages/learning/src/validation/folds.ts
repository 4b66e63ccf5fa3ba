import { errors } from '../errors.ts';
import { checkNumber } from '../model/parameters.ts';
import { firstRowAt, rowRange, rowsKnownBefore, type SampleTimes } from './purge.ts';

/** Rows to train on and rows to test on, both ascending. */
export interface Fold {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** What a walk-forward fold trains on: everything before its test rows, or a window of fixed length. */
export type TrainingWindow = { readonly kind: 'anchored' } | { readonly kind: 'rolling'; readonly lengthMs: number };

export interface WalkForwardOptions {
  readonly folds: number;
  /** Share of the rows, the earliest ones, that are never tested. */
  readonly firstTrainFraction: number;
  /** Time that must lie between the end of a training label and the first test row. */
  readonly embargoMs: number;
  readonly window: TrainingWindow;
  /** Rows that each fold must have to train on. */
  readonly trainRowsMin: number;
}

export const WALK_FORWARD_DEFAULTS: WalkForwardOptions = {
  folds: 5,
  firstTrainFraction: 0.4,
  embargoMs: 0,
  window: { kind: 'anchored' },
  trainRowsMin: 100,
};

function checkTimes({ time, labelEnd }: SampleTimes): void {
  if (time.length !== labelEnd.length) {
    throw errors.DATASET_INVALID({ reason: `it has ${time.length} times and ${labelEnd.length} label ends` });
  }
  for (let row = 0; row < time.length; row++) {
    const at = time[row] as number;
    const end = labelEnd[row] as number;
    if (!(end >= at)) throw errors.DATASET_INVALID({ reason: `the label of row ${row} ends at ${end}, before ${at}` });
    if (row > 0 && at < (time[row - 1] as number)) {
      throw errors.DATASET_INVALID({ reason: `row ${row} is earlier than the row before it` });
    }
  }
}

/**
 * Bounds of `count` consecutive blocks over the rows from `begin` on, as equal as they can be without parting rows of
 * equal time. Throws `TOO_FEW_ROWS` where a block would be empty.
 */
function blockBounds(times: Float64Array, begin: number, count: number): number[] {
  const rows = times.length;
  const bounds = [begin];
  for (let block = 1; block < count; block++) {
    const bound = firstRowAt(times, times[Math.round(begin + ((rows - begin) * block) / count)] as number);
    bounds.push(bound);
  }
  bounds.push(rows);
  for (let block = 0; block < count; block++) {
    if (!((bounds[block] as number) < (bounds[block + 1] as number))) {
      throw errors.TOO_FEW_ROWS({ what: `A split into ${count} test periods`, needed: count + 1, rows });
    }
  }
  return bounds;
}

/**
 * Walk-forward folds: test periods follow each other and together cover all rows after the first training rows; each is
 * tested by a model that has seen only earlier rows whose labels were known (plus `embargoMs`) before it began.
 *
 * Throws `TOO_FEW_ROWS`, `PARAMETER_INVALID`, and `DATASET_INVALID` on times that do not ascend.
 */
export function walkForwardFolds(times: SampleTimes, options: Partial<WalkForwardOptions> = {}): Fold[] {
  const all = { ...WALK_FORWARD_DEFAULTS, ...options };
  const count = checkNumber('folds', all.folds, { min: 1, max: 1000, whole: true });
  const fraction = checkNumber('firstTrainFraction', all.firstTrainFraction, { min: 0.01, max: 0.99 });
  const embargoMs = checkNumber('embargoMs', all.embargoMs, { min: 0, max: 1e13 });
  const trainRowsMin = checkNumber('trainRowsMin', all.trainRowsMin, { min: 1, max: 1e9, whole: true });
  checkTimes(times);
  const rows = times.time.length;
  if (rows < count + 1) throw errors.TOO_FEW_ROWS({ what: `Validation in ${count} folds`, needed: count + 1, rows });
  const first = firstRowAt(times.time, times.time[Math.min(rows - 1, Math.ceil(rows * fraction))] as number);
  const bounds = blockBounds(times.time, first, count);
  return bounds.slice(0, count).map((begin, fold) => {
    const begins = times.time[begin] as number;
    const from = all.window.kind === 'rolling' ? firstRowAt(times.time, begins - all.window.lengthMs) : 0;
    const train = rowsKnownBefore(times, from, begin, begins, embargoMs);
    if (train.length < trainRowsMin) {
      throw errors.TOO_FEW_ROWS({ what: `Fold ${fold + 1} of ${count}`, needed: trainRowsMin, rows: train.length });
    }
    return { train, test: rowRange(begin, bounds[fold + 1] as number) };
  });
}

export interface PurgedKFoldOptions {
  readonly folds: number;
  /** Time after the test labels' end during which rows are not trained on. */
  readonly embargoMs: number;
}

/**
 * Purged and embargoed k-fold (López de Prado 2018, chapter 7): each row is tested once, by a model trained on the rows
 * before and after whose label intervals do not meet the test rows' intervals. It uses later data to predict earlier
 * data, so it compares models but does not say what one would have earned; walk-forward does.
 *
 * Throws as `walkForwardFolds`.
 */
export function purgedKFolds(times: SampleTimes, options: PurgedKFoldOptions): Fold[] {
  const count = checkNumber('folds', options.folds, { min: 2, max: 1000, whole: true });
  const embargoMs = checkNumber('embargoMs', options.embargoMs, { min: 0, max: 1e13 });
  checkTimes(times);
  const rows = times.time.length;
  if (rows < count) throw errors.TOO_FEW_ROWS({ what: `Validation in ${count} folds`, needed: count, rows });
  const bounds = blockBounds(times.time, 0, count);
  return bounds.slice(0, count).map((begin, fold) => {
    const end = bounds[fold + 1] as number;
    let lastKnown = Number.NEGATIVE_INFINITY;
    for (let row = begin; row < end; row++) lastKnown = Math.max(lastKnown, times.labelEnd[row] as number);
    const before = rowsKnownBefore(times, 0, begin, times.time[begin] as number, 0);
    let after = end;
    while (after < rows && (times.time[after] as number) <= lastKnown + embargoMs) after++;
    const train = new Uint32Array(before.length + rows - after);
    train.set(before);
    train.set(rowRange(after, rows), before.length);
    if (train.length === 0) throw errors.TOO_FEW_ROWS({ what: `Fold ${fold + 1} of ${count}`, needed: 1, rows: 0 });
    return { train, test: rowRange(begin, end) };
  });
}

/** Throws `FOLDS_OVERLAP` where the label interval of a training row meets the interval of a fold's test rows. */
export function assertPurged(times: SampleTimes, folds: readonly Fold[]): void {
  folds.forEach(({ train, test }, index) => {
    // Test rows may come in several stretches; within one, intervals from first time to last label end have no hole
    // that a training row could lie in without being between test rows.
    const intervals = testStretches(times, test);
    for (const row of train) {
      const hit = intervals.find(
        ({ begin, end }) => (times.time[row] as number) <= end && (times.labelEnd[row] as number) >= begin,
      );
      if (hit !== undefined) throw errors.FOLDS_OVERLAP({ fold: index + 1, trainRow: row, testRow: hit.firstRow });
    }
  });
}

interface Stretch {
  readonly firstRow: number;
  readonly begin: number;
  readonly end: number;
}

function testStretches({ time, labelEnd }: SampleTimes, test: Uint32Array): Stretch[] {
  const stretches: Stretch[] = [];
  for (let index = 0; index < test.length;) {
    const firstRow = test[index] as number;
    const begin = time[firstRow] as number;
    let end = Number.NEGATIVE_INFINITY;
    let next = firstRow;
    for (; index < test.length && test[index] === next; index++, next++) {
      end = Math.max(end, labelEnd[next] as number);
    }
    stretches.push({ firstRow, begin, end });
  }
  return stretches;
}
