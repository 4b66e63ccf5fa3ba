import { commonDays, spreadTrials, type TrialReturns } from './trial-returns.ts';

/** Pairs are looked at among so many trials at most, evenly spaced. */
const PAIR_TRIALS_MAX = 500;

/** How many independent trials the trials of a search are worth: variants of one idea do nearly the same. */
export interface EffectiveTrials {
  /** Trials that traded; the others are no rivals. */
  readonly traded: number;
  /** Mean correlation of all pairs of them. */
  readonly meanCorrelation: number;
  /** r + (1 - r) N with the mean correlation r: Bailey and López de Prado (2014), The deflated Sharpe ratio, appendix 3. */
  readonly byMeanCorrelation: number;
  /**
   * N / (1 + (N - 1) m) with the mean squared correlation m, less what m is for independent trials of so many days:
   * the participation ratio of the eigenvalues of the correlation matrix (Bretherton et al., 1999, The effective number
   * of spatial degrees of freedom). A few families of equal trials count as so many trials; by the mean correlation
   * they would count as nearly all.
   */
  readonly byFamilies: number;
}

/** Null for fewer than two trials that traded, or fewer than three days. */
export function effectiveTrials(trials: TrialReturns): EffectiveTrials | null {
  const days = commonDays('number of independent trials', trials);
  const sum = new Float64Array(days);
  const traded = trials.filter((returns) => addStandardised(sum, returns));
  const count = traded.length;
  if (count < 2 || days < 3) return null;
  // The variance of a sum of standardised series is N plus twice the sum of all correlations.
  const meanCorrelation = (sumOfSquares(sum) / days - count) / (count * (count - 1));
  const positive = Math.max(0, meanCorrelation);
  const alike = meanSquaredCorrelation(traded, days);
  return {
    traded: count,
    meanCorrelation,
    byMeanCorrelation: positive + (1 - positive) * count,
    byFamilies: count / (1 + (count - 1) * alike),
  };
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]! ** 2;
  return sum;
}

/** Mean and population deviation; the deviation is 0 where nothing but rounding varies. */
function scaleOf(returns: Float64Array | Float32Array): { mean: number; deviation: number } {
  const { length } = returns;
  let sum = 0;
  let square = 0;
  for (let day = 0; day < length; day++) {
    sum += returns[day]!;
    square += returns[day]! ** 2;
  }
  const mean = sum / length;
  const rest = square - sum * mean;
  return { mean, deviation: rest > 1e-12 * square ? Math.sqrt(rest / length) : 0 };
}

/** Adds a trial's standardised returns. Returns `false`, and adds nothing, where they do not vary. */
function addStandardised(sum: Float64Array, returns: Float64Array | Float32Array): boolean {
  const { mean, deviation } = scaleOf(returns);
  if (deviation === 0) return false;
  for (let day = 0; day < sum.length; day++) sum[day]! += (returns[day]! - mean) / deviation;
  return true;
}

/** Mean over pairs of the squared correlation, corrected for the 1 / (days - 1) that chance gives. */
function meanSquaredCorrelation(trials: TrialReturns, days: number): number {
  const rows = spreadTrials(trials, PAIR_TRIALS_MAX).map((returns) => {
    const row = new Float64Array(days);
    addStandardised(row, returns);
    return row;
  });
  let total = 0;
  for (let one = 1; one < rows.length; one++) {
    const first = rows[one]!;
    for (let other = 0; other < one; other++) {
      const second = rows[other]!;
      let product = 0;
      for (let day = 0; day < days; day++) product += first[day]! * second[day]!;
      total += (product / days) ** 2;
    }
  }
  const mean = total / ((rows.length * (rows.length - 1)) / 2);
  const chance = 1 / (days - 1);
  return Math.max(0, (mean - chance) / (1 - chance));
}
