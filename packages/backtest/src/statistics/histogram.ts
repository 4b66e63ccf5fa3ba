import { quantileOf } from './quantiles.ts';

/** Counts of values in bins of equal width; the first and the last bin also hold everything beyond them. */
export interface Histogram {
  /** Where the first bin begins. 0 is always between two bins. */
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
  readonly least: number;
  readonly greatest: number;
}

const VALUES_MIN = 10;
const BINS_MAX = 60;
/** Share of the values at either end that does not widen the range. */
const TAIL = 0.005;

/**
 * Bins as wide as Freedman and Diaconis (1981) find best, 2 (interquartile range) / ∛n, at most 60 of them from the
 * 0.5 % to the 99.5 % quantile. Null for fewer than 10 values, and where they do not vary.
 */
export function histogramOf(values: ArrayLike<number>): Histogram | null {
  const ascending = Float64Array.from(values).toSorted();
  const least = ascending[0] ?? 0;
  const greatest = ascending.at(-1) ?? 0;
  if (ascending.length < VALUES_MIN || least === greatest) return null;
  let low = quantileOf(ascending, TAIL);
  let high = quantileOf(ascending, 1 - TAIL);
  // So many equal values that nothing is left between the tails.
  if (low === high) [low, high] = [least, greatest];
  const middle = quantileOf(ascending, 0.75) - quantileOf(ascending, 0.25);
  const wanted = (2 * middle) / Math.cbrt(ascending.length);
  const width = Math.max(wanted, (high - low) / (BINS_MAX - 2));
  const first = Math.floor(low / width);
  const counts = new Array<number>(Math.max(1, Math.floor(high / width) - first + 1)).fill(0);
  for (const value of ascending) {
    const bin = Math.floor(value / width) - first;
    counts[Math.min(counts.length - 1, Math.max(0, bin))]!++;
  }
  return { from: first * width, width, counts, least, greatest };
}
