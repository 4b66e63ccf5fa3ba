import { candle, derived, indicator, type ColumnReference } from './column-reference.ts';
import { oneOverDifference, oneOverRange } from './operations.ts';

export const open: ColumnReference = candle('open');
export const high: ColumnReference = candle('high');
export const low: ColumnReference = candle('low');
export const close: ColumnReference = candle('close');
export const volume: ColumnReference = candle('volume');
export const spread: ColumnReference = candle('spread');

export const atr: ColumnReference = indicator('atr', { period: 14 }, 'atr');

/** One over the average true range, which counts as at least one tick: a factor turns a price distance into ranges. */
export const perAtr: ColumnReference = derived('1 / max(a, tick)', [atr], oneOverRange);

/** One over the range of the candle; 0 without one. */
export const perRange: ColumnReference = derived('1 / (a - b)', [high, low], oneOverDifference);

const logReturn: ColumnReference = indicator('log-return', { period: 1 }, 'logReturn');

/** Standard deviation of the last log returns. */
export function returnDeviation(period: number): ColumnReference {
  return indicator('standard-deviation', { period }, 'deviation', logReturn);
}
