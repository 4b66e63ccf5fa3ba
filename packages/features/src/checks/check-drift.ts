import type { FeatureColumn } from '../catalogue/column-operation.ts';
import type { FeatureTable } from './feature-table.ts';

/** How far the distribution of a column has moved from one span to another. */
export interface ColumnDrift {
  readonly feature: string;
  /** Population stability index over the deciles of the reference span. */
  readonly stabilityIndex: number;
  /** Greatest difference of the two cumulative distributions (Kolmogorov and Smirnov), 0 to 1. */
  readonly distance: number;
  /** Numbers that were compared. */
  readonly referenceRows: number;
  readonly recentRows: number;
  readonly verdict: DriftVerdict;
}

/** By the usual bounds of the stability index, 0.1 and 0.25; `unknown` where a span has too few numbers. */
export type DriftVerdict = 'stable' | 'moved' | 'drifted' | 'unknown';

export interface DriftReport {
  readonly columns: readonly ColumnDrift[];
  /** Names of the columns that have drifted, the worst first. */
  readonly drifted: readonly string[];
}

const MOVED_FROM = 0.1;
const DRIFTED_FROM = 0.25;
const BINS = 10;
const ROWS_MIN = 200;
/** More rows than this are sampled evenly. */
const ROWS_MAX = 20_000;
/** What an empty bin counts as, so that its logarithm exists. */
const SHARE_MIN = 1e-4;

function sortedNumbers(column: FeatureColumn, length: number): Float64Array {
  const step = Math.max(1, Math.ceil(length / ROWS_MAX));
  const values: number[] = [];
  for (let row = 0; row < length; row += step) {
    const value = column[row] as number;
    if (Number.isFinite(value)) values.push(value);
  }
  return Float64Array.from(values).sort();
}

/** How many of the sorted values are at most `bound`. */
function countUpTo(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stabilityIndex(reference: Float64Array, recent: Float64Array): number {
  const edges = Array.from({ length: BINS - 1 }, (_, index) => {
    return reference[Math.floor(((index + 1) * reference.length) / BINS)] as number;
  });
  // Flags and counts have equal deciles: such bins are one.
  const bounds = [...new Set(edges), Number.POSITIVE_INFINITY];
  const shares = (sorted: Float64Array): number[] => {
    const upTo = bounds.map((bound) => countUpTo(sorted, bound));
    return upTo.map((count, index) => Math.max(SHARE_MIN, (count - (upTo[index - 1] ?? 0)) / sorted.length));
  };
  const before = shares(reference);
  const after = shares(recent);
  return before.reduce((sum, share, index) => {
    const other = after[index] as number;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

function largestDistance(a: Float64Array, b: Float64Array): number {
  let [left, right, most] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const value = Math.min(a[left] as number, b[right] as number);
    while (left < a.length && (a[left] as number) <= value) left++;
    while (right < b.length && (b[right] as number) <= value) right++;
    most = Math.max(most, Math.abs(left / a.length - right / b.length));
  }
  return most;
}

function verdictOf(index: number): DriftVerdict {
  if (index >= DRIFTED_FROM) return 'drifted';
  return index >= MOVED_FROM ? 'moved' : 'stable';
}

function driftOf(feature: string, reference: Float64Array, recent: Float64Array): ColumnDrift {
  const rows = { referenceRows: reference.length, recentRows: recent.length };
  if (Math.min(reference.length, recent.length) < ROWS_MIN) {
    return { feature, stabilityIndex: Number.NaN, distance: Number.NaN, ...rows, verdict: 'unknown' };
  }
  const index = stabilityIndex(reference, recent);
  const distance = largestDistance(reference, recent);
  return { feature, stabilityIndex: index, distance, ...rows, verdict: verdictOf(index) };
}

/**
 * Compares the distribution of each column in a reference span (that of a training) with a recent one: population
 * stability index (Siddiqi, Credit Risk Scorecards, 2006) and the distance of Kolmogorov and Smirnov. Columns that only
 * one of the tables has are left out.
 */
export function checkDrift(reference: FeatureTable, recent: FeatureTable): DriftReport {
  const columns = reference.names.flatMap((name, index) => {
    const other = recent.names.indexOf(name);
    if (other < 0) return [];
    const before = sortedNumbers(reference.columns[index] as FeatureColumn, reference.length);
    const after = sortedNumbers(recent.columns[other] as FeatureColumn, recent.length);
    return [driftOf(name, before, after)];
  });
  const drifted = columns.filter(({ verdict }) => verdict === 'drifted');
  return {
    columns,
    drifted: drifted.toSorted((a, b) => b.stabilityIndex - a.stabilityIndex).map(({ feature }) => feature),
  };
}
