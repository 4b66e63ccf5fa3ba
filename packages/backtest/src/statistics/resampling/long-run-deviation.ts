/** Lags whose weight is below this are left out. */
const WEIGHT_MIN = 1e-12;
/** A variance below this share of the mean square is what rounding leaves of none. */
const VARIATION_MIN = 1e-12;

/**
 * Deviation of √n times the mean of a stationary bootstrap of `series` with blocks of mean length `blockLength`, without
 * drawing any: Politis and Romano (1994), lemma 1; Hansen (2005), section 3.1. Exactly 0 for a series that does not vary.
 */
export function longRunDeviation(series: Float64Array, blockLength: number): number {
  const count = series.length;
  let sum = 0;
  let square = 0;
  for (let index = 0; index < count; index++) {
    sum += series[index]!;
    square += series[index]! ** 2;
  }
  const mean = sum / count;
  const variance = (square - sum * mean) / count;
  if (!(variance * count > VARIATION_MIN * square)) return 0;
  const goesOn = 1 - 1 / blockLength;
  let total = variance;
  let weight = goesOn;
  for (let lag = 1; lag < count && weight > WEIGHT_MIN; lag++) {
    total += 2 * (1 - lag / count) * weight * circularCovariance(series, mean, lag);
    weight *= goesOn;
  }
  // Weights of a bootstrap cannot give a negative variance; rounding could.
  return Math.sqrt(Math.max(total, 0));
}

/** Covariance with the series moved by `lag`, its end being followed by its beginning. */
function circularCovariance(series: Float64Array, mean: number, lag: number): number {
  const count = series.length;
  let product = 0;
  for (let index = lag; index < count; index++) product += (series[index]! - mean) * (series[index - lag]! - mean);
  for (let index = 0; index < lag; index++) product += (series[index]! - mean) * (series[index - lag + count]! - mean);
  return product / count;
}
