import type { CandleColumns, CandleSeries } from '@pipwright/model';
import { closeTimes } from '../compute-features.ts';
import { featureErrors } from '../errors.ts';
import { unknownLabel, type Label } from './label.ts';

export interface TrendScanOptions {
  /** Candles in the shortest window, the one of the decision among them. Default 5. */
  readonly windowMin?: number;
  /** Candles in the longest window. Default 24. */
  readonly windowMax?: number;
}

/** The trend that begins at each candle. */
export interface TrendScan {
  /** 1 rising, -1 falling; 0 where no window has a slope. */
  readonly label: Label;
  /** The t-value of the slope: how sure the trend is. At most a million in size, for a line without any noise. */
  readonly tValue: Label;
  /** Candles of the window that was chosen; 0 where there is no label. */
  readonly window: Int32Array;
}

const T_MAX = 1e6;

/** What the formulas of a line through n points need of n, for each n up to the longest window. */
interface WindowFactors {
  /** Mean of 0 to n - 1. */
  readonly mean: Float64Array;
  /** One over the sum of their squared distances from the mean. */
  readonly perSpread: Float64Array;
}

function windowFactors(windowMax: number): WindowFactors {
  const sizes = Float64Array.from({ length: windowMax + 1 }, (_, n) => n);
  return { mean: sizes.map((n) => (n - 1) / 2), perSpread: sizes.map((n) => 12 / (n * (n * n - 1))) };
}

/** The window with the surest slope that begins at one row. */
interface BestWindow {
  tValue: number;
  window: number;
}

/**
 * Fits lines to all windows that begin at `row`. The t-value squared is what the line explains of the squares, over what
 * it leaves, times n - 2.
 */
function findBest(
  candles: CandleColumns,
  row: number,
  { windowMin, windowMax }: Required<TrendScanOptions>,
  { mean, perSpread }: WindowFactors,
  best: BestWindow,
): void {
  const { close, askClose } = candles;
  const first = (close[row] as number) + (askClose[row] as number);
  let [sumY, sumYY, sumIY] = [0, 0, 0];
  let [greatest, rises, window] = [-1, 0, 0];
  for (let index = 0; index < windowMax; index++) {
    // Around the first price, which loses no digits to the level of prices.
    const y = (close[row + index] as number) + (askClose[row + index] as number) - first;
    sumY += y;
    sumYY += y * y;
    sumIY += index * y;
    const n = index + 1;
    if (n < windowMin) continue;
    const covariance = sumIY - (mean[n] as number) * sumY;
    const explained = covariance * covariance * (perSpread[n] as number);
    const left = Math.max(0, sumYY - (sumY * sumY) / n - explained);
    const squared = explained === 0 ? 0 : Math.min(T_MAX * T_MAX, (explained * (n - 2)) / left);
    if (squared > greatest) {
      greatest = squared;
      rises = Math.sign(covariance);
      window = n;
    }
  }
  best.tValue = Number.isNaN(sumYY) ? Number.NaN : rises * Math.sqrt(greatest);
  best.window = window;
}

function requireWindows(windowMin: number, windowMax: number): void {
  for (const [parameter, value] of Object.entries({ windowMin, windowMax })) {
    if (!Number.isInteger(value) || value < 3) throw featureErrors.WINDOW_OUT_OF_RANGE({ parameter, value });
  }
  if (windowMax < windowMin) throw featureErrors.WINDOW_OUT_OF_RANGE({ parameter: 'windowMax', value: windowMax });
}

/**
 * Trend scanning (López de Prado, Machine Learning for Asset Managers, 2020, chapter 5): straight lines are fitted to
 * the mid closes of all windows of `windowMin` to `windowMax` candles that begin at the candle of the decision; the one
 * whose slope has the greatest t-value in size is the trend, and its sign the label.
 *
 * All windows are looked at, whichever is chosen, so that the value is known at the end of the longest. NaN where the
 * series ends before, or where a price in it is not a number. Throws `WINDOW_OUT_OF_RANGE`.
 */
export function trendScan(series: CandleSeries, { windowMin = 5, windowMax = 24 }: TrendScanOptions = {}): TrendScan {
  requireWindows(windowMin, windowMax);
  const { candles, timeframe } = series;
  const { length } = candles;
  const closes = closeTimes(candles, timeframe);
  const windows = `windows of ${windowMin} to ${windowMax} candles`;
  const label = unknownLabel('trend_scan', `sign of the slope with the greatest |t| of ${windows}`, 'class', length);
  const tValue = unknownLabel('trend_scan_t', `t-value of that slope, ${windows}`, 't-value', length);
  const window = new Int32Array(length);
  const factors = windowFactors(windowMax);
  const best: BestWindow = { tValue: 0, window: 0 };
  for (let row = 0; row + windowMax <= length; row++) {
    findBest(candles, row, { windowMin, windowMax }, factors, best);
    if (Number.isNaN(best.tValue)) continue;
    const end = row + windowMax - 1;
    window[row] = best.window;
    label.values[row] = Math.sign(best.tValue);
    tValue.values[row] = best.tValue;
    for (const { availableAt, endRow } of [label, tValue]) {
      availableAt[row] = closes[end] as number;
      endRow[row] = end;
    }
  }
  return { label, tValue, window };
}
