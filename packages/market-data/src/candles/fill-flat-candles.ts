import { timeframeMs, type CandleColumns, type EpochMs, type Timeframe } from '@pipwright/model';
import { errors } from '../errors.ts';
import { CandleBuilder } from './candle-builder.ts';

/**
 * Adds a candle for each period between `from` (inclusive) and `to` (exclusive) that has none: flat at the close before,
 * volume zero, as some feeds publish them. Before the first candle there is nothing to repeat, and nothing is added.
 * The platform never stores such candles by itself: a period without quotes is no quote of an unchanged price.
 *
 * @param timeframe M1 to H1, whose periods have one length throughout the year
 */
export function fillFlatCandles(
  candles: CandleColumns,
  timeframe: Timeframe,
  range: { readonly from: EpochMs; readonly to: EpochMs },
): CandleColumns {
  const step = timeframeMs(timeframe);
  if (step > 3_600_000) throw errors.OPTION_INVALID({ option: 'timeframe', value: timeframe, expected: 'M1 to H1' });
  const filled = new CandleBuilder(Math.max(1, Math.ceil((range.to - range.from) / step)));
  let index = 0;
  let last = -1;
  while (index < candles.length && (candles.time[index] as number) < range.from) last = index++;
  for (let time: number = range.from; time < range.to; time += step) {
    if (index < candles.length && (candles.time[index] as number) === time) {
      filled.copyRow(candles, index);
      last = index++;
    } else if (last >= 0) {
      appendFlat(filled, time, candles.close[last] as number, candles.askClose[last] as number);
    }
  }
  return filled.take();
}

function appendFlat(builder: CandleBuilder, time: number, bid: number, ask: number): void {
  const row = builder.addRow();
  const { columns } = builder;
  columns.time[row] = time;
  columns.volume[row] = 0;
  for (const name of ['open', 'high', 'low', 'close'] as const) columns[name][row] = bid;
  for (const name of ['askOpen', 'askHigh', 'askLow', 'askClose'] as const) columns[name][row] = ask;
}
