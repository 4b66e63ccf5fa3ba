import { quantileOf } from './quantiles.ts';
import { TRADING_DAYS_PER_YEAR } from './sharpe.ts';

/**
 * Root mean square of the falls from the highest value before, as fractions: Martin and McCann (1989), The investor's
 * guide to Fidelity funds. The curve begins at `initial`.
 */
export function ulcerIndex(values: ArrayLike<number>, initial: number): number {
  let peak = initial;
  let square = 0;
  for (let index = 0; index < values.length; index++) {
    peak = Math.max(peak, values[index]!);
    square += ((peak - values[index]!) / peak) ** 2;
  }
  return Math.sqrt(square / values.length);
}

/** |95 % quantile / 5 % quantile| of returns, as empyrical has it: above 1, large gains are larger than large losses. */
export function tailRatio(returns: ArrayLike<number>): number {
  const ascending = Float64Array.from(returns).toSorted();
  return Math.abs(quantileOf(ascending, 0.95) / quantileOf(ascending, 0.05));
}

/**
 * Slope of the logarithm of the curve over its days, in standard errors of that slope, times √252 / n: how steadily it
 * rises. Kestner (2013), (Re-)introducing the K-ratio. NaN for a curve that is not positive everywhere, or a straight line.
 */
export function kRatio(values: ArrayLike<number>): number {
  const count = values.length;
  const middle = (count - 1) / 2;
  let mean = 0;
  for (let day = 0; day < count; day++) mean += Math.log(values[day]!) / count;
  let product = 0;
  let square = 0;
  let height = 0;
  for (let day = 0; day < count; day++) {
    const level = Math.log(values[day]!) - mean;
    product += (day - middle) * level;
    square += (day - middle) ** 2;
    height += level * level;
  }
  const slope = product / square;
  const rest = height - slope * product;
  if (!(rest > 1e-12 * height)) return Number.NaN;
  return (slope / Math.sqrt(rest / (count - 2) / square)) * (Math.sqrt(TRADING_DAYS_PER_YEAR) / count);
}

/** Annual Sharpe ratio of the last `windowDays` returns, for each day from the first full window on. */
export interface RollingSharpe {
  readonly windowDays: number;
  readonly dayEnd: readonly number[];
  /** Null where the window's returns do not vary. */
  readonly sharpe: readonly (number | null)[];
}

/** Half a year. */
const WINDOW_DAYS = 126;

export function rollingSharpe(
  dayEnd: readonly number[],
  returns: readonly number[],
  windowDays = WINDOW_DAYS,
): RollingSharpe {
  const sharpe: (number | null)[] = [];
  let sum = 0;
  let square = 0;
  for (let day = 0; day < returns.length; day++) {
    sum += returns[day]!;
    square += returns[day]! ** 2;
    if (day >= windowDays) {
      sum -= returns[day - windowDays]!;
      square -= returns[day - windowDays]! ** 2;
    }
    if (day < windowDays - 1) continue;
    const mean = sum / windowDays;
    const rest = square - sum * mean;
    // Sums that were added to and taken from leave a residue where nothing varies.
    const varies = rest > 1e-9 * square && square > 1e-18;
    sharpe.push(varies ? (mean / Math.sqrt(rest / (windowDays - 1))) * Math.sqrt(TRADING_DAYS_PER_YEAR) : null);
  }
  return { windowDays, dayEnd: dayEnd.slice(windowDays - 1), sharpe };
}
