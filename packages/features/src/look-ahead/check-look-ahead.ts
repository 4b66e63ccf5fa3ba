import { candleCloseTime, sliceCandles, type CandleSeries, type EpochMs } from '@pipwright/model';
import { featureErrors } from '../errors.ts';
import type { FeatureContext } from '../sources/feature-context.ts';
import { withOtherUnknownFacts, withoutUnknownFacts } from './change-facts.ts';
import { corruptFuture } from './corrupt-future.ts';

/** Columns with a row per candle, of features or of labels. */
export interface CheckedTable {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  /** From when on each row may be used, for all columns or for each; NaN where a row has no value. */
  readonly availableAt: Float64Array | readonly Float64Array[];
}

/** How a leak showed: the future was cut off, it was replaced, or the same candles came one by one. */
export type LeakKind = 'truncated' | 'corrupted' | 'streamed';

/** A value that changed although it was already to be used before the cut. */
export interface Leak {
  readonly feature: string;
  readonly kind: LeakKind;
  /** The first row that changed. */
  readonly row: number;
  /** Number of candles that were kept; for `streamed` all of them. */
  readonly cut: number;
  /** With the whole series. */
  readonly whole: number;
  /** With the future changed. */
  readonly changed: number;
  /** How many rows changed. */
  readonly rows: number;
}

export interface LookAheadReport {
  readonly leaks: readonly Leak[];
  readonly cuts: readonly number[];
  /** Values that were compared. */
  readonly compared: number;
}

export interface LookAheadOptions {
  /** Computes the table of a series, with the facts that are given with it. */
  readonly compute: (series: CandleSeries, context: FeatureContext) => CheckedTable;
  /** The same table computed candle by candle; compared with `compute` over the whole series. */
  readonly stream?: (series: CandleSeries, context: FeatureContext) => CheckedTable;
  readonly series: CandleSeries;
  /** Facts from outside the candles; those that were not known at a cut are cut off and replaced too. */
  readonly context?: FeatureContext;
  /** Source of cuts and of corrupted prices: uniform numbers in [0, 1). */
  readonly random: { next(): number };
  /** How many random cuts. */
  readonly cuts: number;
}

interface Comparison {
  readonly kind: LeakKind;
  readonly cut: number;
  /** Rows that may be used at this moment must be equal. */
  readonly cutTime: number;
}

function availableOf(table: CheckedTable, column: number): Float64Array {
  const { availableAt } = table;
  return availableAt instanceof Float64Array ? availableAt : (availableAt[column] as Float64Array);
}

function requireShape(table: CheckedTable, candles: number): CheckedTable {
  table.columns.forEach((column, index) => {
    const rows = Math.min(column.length, availableOf(table, index).length);
    if (rows !== candles) throw featureErrors.WRONG_SHAPE({ candles, rows, column: table.names[index] as string });
  });
  return table;
}

class Checker {
  readonly leaks: Leak[] = [];
  compared = 0;
  readonly #whole: CheckedTable;

  constructor(whole: CheckedTable) {
    this.#whole = whole;
  }

  compare(changed: CheckedTable, comparison: Comparison): void {
    this.#whole.names.forEach((feature, index) => {
      const column = this.#whole.columns[index] as Float64Array;
      const other = changed.columns[index];
      const available = availableOf(this.#whole, index);
      let first = -1;
      let rows = 0;
      for (let row = 0; row < comparison.cut; row++) {
        if (!((available[row] as number) <= comparison.cutTime)) continue;
        this.compared++;
        if (Object.is(column[row], other?.[row])) continue;
        rows++;
        if (first < 0) first = row;
      }
      if (rows === 0) return;
      const { kind, cut } = comparison;
      const values = { whole: column[first] as number, changed: other?.[first] ?? Number.NaN };
      this.leaks.push({ feature, kind, cut, row: first, ...values, rows });
    });
  }
}

/**
 * Looks for values that use the future. The series is cut at random points; everything that may be used at the cut
 * (its `availableAt` is at or before the close of the last candle that was kept) must be the same, to the last bit,
 * whether the future is there, is missing, or is another one: later candles of this and of other markets, and facts that
 * were published later, whatever time they are of. With `stream`, candles given one by one must give the
 * same bits as all at once. Works for features and, by their own `availableAt`, for labels. Throws `WRONG_SHAPE`.
 */
export function checkLookAhead(options: LookAheadOptions): LookAheadReport {
  const { compute, stream, series, context = {}, random, cuts } = options;
  const { candles, timeframe } = series;
  const { length } = candles;
  const checker = new Checker(requireShape(compute(series, context), length));
  const points: number[] = [];
  for (let index = 0; index < cuts && length > 1; index++) {
    const cut = 1 + Math.floor(random.next() * (length - 1));
    points.push(cut);
    const cutTime = candleCloseTime(candles.time[cut - 1] as EpochMs, timeframe);
    const truncated = { ...series, candles: sliceCandles(candles, 0, cut) };
    checker.compare(requireShape(compute(truncated, withoutUnknownFacts(context, cutTime)), cut), {
      kind: 'truncated',
      cut,
      cutTime,
    });
    const corrupted = { ...series, candles: corruptFuture(candles, cut, random) };
    const otherFacts = withOtherUnknownFacts(context, cutTime, random);
    checker.compare(requireShape(compute(corrupted, otherFacts), length), { kind: 'corrupted', cut, cutTime });
  }
  if (stream !== undefined) {
    const streamed = requireShape(stream(series, context), length);
    checker.compare(streamed, { kind: 'streamed', cut: length, cutTime: Number.POSITIVE_INFINITY });
  }
  return { leaks: checker.leaks, cuts: points, compared: checker.compared };
}
