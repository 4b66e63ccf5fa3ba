/** Autocorrelations below this many standard errors of none count as none. */
const STANDARD_ERRORS = 2;
/** So many in a row must. */
const RUN_MIN = 5;

/**
 * Mean length of the blocks of a stationary bootstrap that estimates the variance of the mean best: Politis and White
 * (2004), Automatic block-length selection for the dependent bootstrap, with the correction of Patton, Politis and White
 * (2009). The window of the autocovariances ends at twice the first lag of five that are all insignificant, as in the
 * authors' own program. At least 1, at most min(3 √n, n / 3); 1 for a series that does not vary.
 */
export function optimalBlockLength(series: ArrayLike<number>): number {
  const count = series.length;
  const longest = Math.ceil(Math.min(3 * Math.sqrt(count), count / 3));
  const lagMax = Math.min(count - 2, Math.ceil(Math.sqrt(count)) + RUN_MIN);
  if (longest < 2 || lagMax < 1) return 1;
  const { covariance, correlation } = autocovariances(series, lagMax);
  if (!(covariance[0]! > 0)) return 1;
  const width = Math.min(2 * firstInsignificant(correlation, count), lagMax);
  let spread = 0;
  let longRun = covariance[0]!;
  for (let lag = 1; lag <= width; lag++) {
    const window = 2 * lag <= width ? 1 : 2 * (1 - lag / width);
    spread += 2 * window * lag * covariance[lag]!;
    longRun += 2 * window * covariance[lag]!;
  }
  const length = ((spread / longRun) ** 2 * count) ** (1 / 3);
  return Number.isFinite(length) ? Math.min(Math.max(1, length), longest) : longest;
}

function autocovariances(
  series: ArrayLike<number>,
  lagMax: number,
): { covariance: Float64Array; correlation: Float64Array } {
  const count = series.length;
  let mean = 0;
  for (let index = 0; index < count; index++) mean += series[index]! / count;
  const covariance = new Float64Array(lagMax + 1);
  const correlation = new Float64Array(lagMax + 1);
  for (let lag = 0; lag <= lagMax; lag++) {
    let product = 0;
    let early = 0;
    let late = 0;
    for (let index = lag; index < count; index++) {
      product += (series[index]! - mean) * (series[index - lag]! - mean);
    }
    // Each of the two parts that are compared has its own variance, a day shorter than the sum above.
    for (let index = lag + 1; index < count; index++) {
      early += (series[index - lag - 1]! - mean) ** 2;
      late += (series[index]! - mean) ** 2;
    }
    covariance[lag] = product / count;
    correlation[lag] = Math.abs(product) / Math.sqrt(early * late);
  }
  return { covariance, correlation };
}

/** The lag at which the first run of insignificant autocorrelations begins; the last one where there is none. */
function firstInsignificant(correlation: Float64Array, count: number): number {
  const bound = STANDARD_ERRORS * Math.sqrt(Math.log10(count) / count);
  let run = 0;
  for (let lag = 1; lag < correlation.length; lag++) {
    run = correlation[lag]! < bound ? run + 1 : 0;
    if (run === RUN_MIN) return lag - RUN_MIN + 1;
  }
  return correlation.length - 1;
}
