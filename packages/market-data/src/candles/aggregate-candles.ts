import {
  candleOpenTime,
  timeframeMs,
  TIMEFRAMES,
  type CandleColumns,
  type EpochMs,
  type Timeframe,
} from '@pipwright/model';
import { errors } from '../errors.ts';
import { CandleBuilder } from './candle-builder.ts';

/** Timeframes above `timeframe` whose candles can be put together from its candles, shortest first. */
export function higherTimeframes(timeframe: Timeframe): readonly Timeframe[] {
  return TIMEFRAMES.slice(TIMEFRAMES.indexOf(timeframe) + 1);
}

/**
 * Adds one candle to the row that it belongs to: the open of the first, the extremes of all, the close of the last, the
 * sum of volumes.
 */
function addToRow(rows: CandleColumns, row: number, candles: CandleColumns, index: number): void {
  rows.high[row] = Math.max(rows.high[row] as number, candles.high[index] as number);
  rows.low[row] = Math.min(rows.low[row] as number, candles.low[index] as number);
  rows.close[row] = candles.close[index] as number;
  rows.askHigh[row] = Math.max(rows.askHigh[row] as number, candles.askHigh[index] as number);
  rows.askLow[row] = Math.min(rows.askLow[row] as number, candles.askLow[index] as number);
  rows.askClose[row] = candles.askClose[index] as number;
  (rows.volume[row] as number) += candles.volume[index] as number;
}

/**
 * Candles of a longer timeframe. H4, D1 and W1 are counted from 17:00 New York; a period without candles gives none,
 * and the first and last may be incomplete where the input starts or ends inside their period.
 * Aggregating in steps gives what aggregating at once gives (volumes up to rounding of their sum).
 *
 * @param candles ascending in time, all of timeframe `from`
 * @throws `OPTION_INVALID` where `to` is not above `from`
 */
export function aggregateCandles(candles: CandleColumns, from: Timeframe, to: Timeframe): CandleColumns {
  if (!higherTimeframes(from).includes(to))
    throw errors.OPTION_INVALID({ option: 'to', value: to, expected: `a timeframe above ${from}` });
  const duration = timeframeMs(to);
  const builder = new CandleBuilder(Math.ceil((candles.length * timeframeMs(from)) / duration) + 16);
  let rows = builder.columns;
  let row = -1;
  let periodStart = Number.NaN;
  let periodEnd = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < candles.length; index++) {
    const time = candles.time[index] as number;
    if (time >= periodEnd) {
      const open = candleOpenTime(time as EpochMs, to);
      // A W1 candle ends on Friday; stray candles of its weekend still open in its period.
      if (open !== periodStart) {
        builder.copyRow(candles, index);
        rows = builder.columns;
        rows.time[++row] = open;
        periodStart = open;
        periodEnd = open + duration;
        continue;
      }
    }
    addToRow(rows, row, candles, index);
  }
  return builder.take();
}
