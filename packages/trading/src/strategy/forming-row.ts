import {
  allocateCandles,
  candleCloseTime,
  CANDLE_COLUMN_NAMES,
  candleOpenTime,
  type CandleColumns,
  type EpochMs,
  type Timeframe,
} from '@pipwright/model';
import type { FormingCandle } from '../strategy-definition.ts';

/**
 * The candle of a longer timeframe that is being put together from closed candles of a shorter one: the open of the first,
 * the extremes of all, the close of the last, the sum of volumes. A period that the shorter candles enter in its middle is
 * never whole.
 */
export class FormingRow {
  /** One row. */
  readonly columns: CandleColumns = allocateCandles(1);
  readonly timeframe: Timeframe;
  /** Close of the candle that is forming; candles from it on belong to another one. */
  end = Number.NEGATIVE_INFINITY;
  /** Whether it holds every candle of its period so far. */
  isWhole = false;
  /** Whether it holds anything that is not told as closed. */
  isOpen = false;

  constructor(timeframe: Timeframe) {
    this.timeframe = timeframe;
  }

  /** Whether the candle at `index` belongs to a later period. */
  isPast(candles: CandleColumns, index: number): boolean {
    return candles.time[index]! >= this.end;
  }

  /** Takes a candle: into the period that is forming, or as the first one of its own. */
  add(candles: CandleColumns, index: number): void {
    if (this.isPast(candles, index)) this.#begin(candles, index);
    else if (this.isOpen) this.#extend(candles, index);
  }

  /** What is known of it; null where nothing is. */
  known(): FormingCandle | null {
    if (!this.isOpen) return null;
    const { time, open, high, low, close } = this.columns;
    return { time: time[0] as EpochMs, open: open[0]!, highSoFar: high[0]!, lowSoFar: low[0]!, last: close[0]! };
  }

  #begin(candles: CandleColumns, index: number): void {
    const time = candles.time[index] as EpochMs;
    const open = candleOpenTime(time, this.timeframe);
    const end = candleCloseTime(open, this.timeframe);
    // A W1 candle ends on Friday: what a weekend holds belongs to a week that has been told as closed.
    this.isOpen = time < end;
    if (!this.isOpen) return;
    this.isWhole = time === open || this.end > Number.NEGATIVE_INFINITY;
    this.end = end;
    for (const name of CANDLE_COLUMN_NAMES) this.columns[name][0] = candles[name][index]!;
    this.columns.time[0] = open;
  }

  #extend(candles: CandleColumns, index: number): void {
    const { high, low, close, askHigh, askLow, askClose, volume } = this.columns;
    high[0] = Math.max(high[0]!, candles.high[index]!);
    low[0] = Math.min(low[0]!, candles.low[index]!);
    close[0] = candles.close[index]!;
    askHigh[0] = Math.max(askHigh[0]!, candles.askHigh[index]!);
    askLow[0] = Math.min(askLow[0]!, candles.askLow[index]!);
    askClose[0] = candles.askClose[index]!;
    volume[0] = volume[0]! + candles.volume[index]!;
  }
}
