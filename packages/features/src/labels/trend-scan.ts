import type { CandleSeries } from '@pipwright/model';
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

/** t-value of the slope of the line through n points (i, y), from their sums around the first point. */
function slopeTValue(n: number, sumY: number, sumYY: number, sumIY: number): number {
  const meanI = (n - 1) / 2;
  const spreadI = (n * (n * n - 1)) / 12;
  const covariance = sumIY - meanI * sumY;
  const slope = covariance / spreadI;
  const residual = Math.max(0, sumYY - (sumY * sumY) / n - slope * covariance);
  const error = Math.sqrt(residual / (n - 2) / spreadI);
  if (slope === 0) return 0;
  return Math.max(-T_MAX, Math.min(T_MAX, slope / error));
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
  const { close, askClose, length } = series.candles;
  const closes = closeTimes(series.candles, series.timeframe);
  const windows = `windows of ${windowMin} to ${windowMax} candles`;
  const label = unknownLabel('trend_scan', `sign of the slope with the greatest |t| of ${windows}`, 'class', length);
  const tValue = unknownLabel('trend_scan_t', `t-value of that slope, ${windows}`, 't-value', length);
  const window = new Int32Array(length);
  for (let row = 0; row + windowMax <= length; row++) {
    const first = (close[row] as number) + (askClose[row] as number);
    let [sumY, sumYY, sumIY, best, chosen] = [0, 0, 0, 0, 0];
    for (let index = 0; index < windowMax; index++) {
      // Around the first price, which loses no digits to the level of prices.
      const y = (close[row + index] as number) + (askClose[row + index] as number) - first;
      sumY += y;
      sumYY += y * y;
      sumIY += index * y;
      if (index + 1 < windowMin) continue;
      const t = slopeTValue(index + 1, sumY, sumYY, sumIY);
      if (chosen === 0 || Math.abs(t) > Math.abs(best)) {
        best = t;
        chosen = index + 1;
      }
    }
    if (Number.isNaN(sumYY)) continue;
    const end = row + windowMax - 1;
    window[row] = chosen;
    label.values[row] = Math.sign(best);
    tValue.values[row] = best;
    for (const { availableAt, endRow } of [label, tValue]) {
      availableAt[row] = closes[end] as number;
      endRow[row] = end;
    }
  }
  return { label, tValue, window };
}
