import type { FeatureColumn } from '../catalogue/column-operation.ts';
import type { FeatureTable } from './feature-table.ts';

/** A column whose stored values are not those that a fresh stream gives. */
export interface Skew {
  readonly feature: string;
  /** Rows that differ. */
  readonly rows: number;
  /** Open time of the first candle that differs, and both values there. */
  readonly firstTime: number;
  readonly stored: number;
  readonly fresh: number;
}

export interface SkewReport {
  readonly skews: readonly Skew[];
  /** Features of the stream that are not stored, and stored ones that the stream does not give. */
  readonly notStored: readonly string[];
  readonly notComputed: readonly string[];
  /** Candles of one side that the other does not have, within the span that both cover. */
  readonly missingRows: number;
  /** Values that were compared. */
  readonly compared: number;
}

/** Pairs of rows of equal time, and how many times one side lacks. */
function matchRows(stored: Float64Array, fresh: Float64Array): { pairs: Int32Array; missing: number } {
  const pairs: number[] = [];
  let missing = 0;
  const from = Math.max(stored[0] ?? Infinity, fresh[0] ?? Infinity);
  const to = Math.min(stored.at(-1) ?? -Infinity, fresh.at(-1) ?? -Infinity);
  let left = 0;
  let right = 0;
  while (left < stored.length && right < fresh.length) {
    const a = stored[left] as number;
    const b = fresh[right] as number;
    if (a === b) pairs.push(left++, right++);
    else {
      const earlier = Math.min(a, b);
      if (earlier >= from && earlier <= to) missing++;
      if (a < b) left++;
      else right++;
    }
  }
  return { pairs: Int32Array.from(pairs), missing };
}

/** Stored float32 has to be the fresh value as float32, stored float64 the very same. NaN equals NaN, and 0 minus 0. */
function isSame(stored: number, fresh: number, single: boolean): boolean {
  const expected = single ? Math.fround(fresh) : fresh;
  return stored === expected || (Number.isNaN(stored) && Number.isNaN(expected));
}

function skewOf(feature: string, stored: FeatureColumn, fresh: FeatureColumn, rows: Rows): Skew | null {
  const single = stored instanceof Float32Array;
  const { pairs, time } = rows;
  let count = 0;
  let first = -1;
  for (let pair = 0; pair < pairs.length; pair += 2) {
    const isEqual = isSame(stored[pairs[pair] as number] as number, fresh[pairs[pair + 1] as number] as number, single);
    if (isEqual) continue;
    count++;
    if (first < 0) first = pair;
  }
  if (first < 0) return null;
  const at = pairs[first] as number;
  return {
    feature,
    rows: count,
    firstTime: time[at] as number,
    stored: stored[at] as number,
    fresh: fresh[pairs[first + 1] as number] as number,
  };
}

interface Rows {
  readonly pairs: Int32Array;
  readonly time: Float64Array;
}

/**
 * Compares rows that were stored with those that a fresh stream gives for the same candles: a model that was trained on
 * the one and trades on the other must see the same. Rows are matched by time; the stream must have begun where the
 * stored rows did, or early enough before for its averages to have forgotten that.
 */
export function checkSkew(stored: FeatureTable, fresh: FeatureTable): SkewReport {
  const span = ({ time, length }: FeatureTable): Float64Array => time.subarray(0, length);
  const { pairs, missing } = matchRows(span(stored), span(fresh));
  const shared = stored.names.filter((name) => fresh.names.includes(name));
  const column = (table: FeatureTable, name: string): FeatureColumn =>
    table.columns[table.names.indexOf(name)] as FeatureColumn;
  const rows = { pairs, time: stored.time };
  const found = shared.map((name) => skewOf(name, column(stored, name), column(fresh, name), rows));
  return {
    skews: found.filter((skew) => skew !== null),
    notStored: fresh.names.filter((name) => !stored.names.includes(name)),
    notComputed: stored.names.filter((name) => !fresh.names.includes(name)),
    missingRows: missing,
    compared: (pairs.length / 2) * shared.length,
  };
}
