/** Five quantiles of a sample. */
export interface Quantiles {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

/**
 * The value below which the share `probability` of an ascending sample lies, between two values in proportion: type 7 of
 * Hyndman and Fan (1996), Sample quantiles in statistical packages. NaN for an empty sample.
 */
export function quantileOf(ascending: ArrayLike<number>, probability: number): number {
  const place = (ascending.length - 1) * probability;
  const below = Math.floor(place);
  const low = ascending[below] ?? Number.NaN;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}

/** Quantiles of a sample in any order; NaN for an empty one. */
export function quantilesOf(values: ArrayLike<number>): Quantiles {
  const ascending = Float64Array.from(values).toSorted();
  return {
    p5: quantileOf(ascending, 0.05),
    p25: quantileOf(ascending, 0.25),
    p50: quantileOf(ascending, 0.5),
    p75: quantileOf(ascending, 0.75),
    p95: quantileOf(ascending, 0.95),
  };
}
