import { candleCloseTime, candleOpenTime, tradingDayOpen, type EpochMs, type Timeframe } from '@pipwright/model';
import type { FrameBars } from './frame.ts';

/** Places in the state. */
const FORMING = 0;
const CLOSE_TIME = 1;
const OPEN = 2;
const HIGH = 3;
const LOW = 4;
const CLOSE = 5;
const VOLUME = 6;
const SPREAD = 7;
const SESSION = 8;
/** 1 where the candle was seen from its open on. */
const WHOLE = 9;
/** 1 once a candle was seen. */
const STARTED = 10;

/**
 * Builds the candles of a higher timeframe from base candles.
 *
 * A higher candle is closed by the base candle that ends at or after its close, and is seen from that base candle's own
 * row on. Where that base candle is missing, the first candle of the next period closes it. The candle that is still
 * forming is never seen: no look-ahead, and no value that changes later. A first candle whose beginning lies before the
 * series is left out: its range would be that of a part.
 */
export class FormingCandle {
  /** Candles that were closed in this block; they lie in the rows 1 to `closed` of the target. */
  closed = 0;
  /** Per row of the target: the base row that sees it first. */
  readonly seenFrom: Int32Array;
  readonly state = new Float64Array(11);
  readonly #timeframe: Timeframe;
  readonly #target: FrameBars;

  constructor(timeframe: Timeframe, target: FrameBars, capacity: number) {
    this.#timeframe = timeframe;
    this.#target = target;
    this.seenFrom = new Int32Array(capacity + 2);
  }

  /** Takes rows 0 to `length - 1` of a block of base candles, given with their open and close times. */
  take(openTimes: Float64Array, closeTimes: Float64Array, bars: FrameBars, length: number): void {
    const { state } = this;
    this.closed = 0;
    let row = 0;
    while (row < length) {
      if (state[FORMING] === 1 && (openTimes[row] as number) >= (state[CLOSE_TIME] as number)) this.#close(row);
      if (state[FORMING] === 0) this.#begin(openTimes[row] as number, bars.open[row] as number);
      row = this.#grow(row, openTimes, closeTimes, bars, length);
      if ((closeTimes[row - 1] as number) >= (state[CLOSE_TIME] as number)) this.#close(row - 1);
    }
  }

  /** Adds the rows from `row` on that belong to the candle; returns the row after them. */
  #grow(row: number, openTimes: Float64Array, closeTimes: Float64Array, bars: FrameBars, length: number): number {
    const { state } = this;
    const closeTime = state[CLOSE_TIME] as number;
    const { high, low, volume } = bars;
    let highest = state[HIGH] as number;
    let lowest = state[LOW] as number;
    let sum = state[VOLUME] as number;
    let next = row;
    do {
      // Prices are numbers here: comparisons cost half of what Math.max does, which looks for NaN.
      if ((high[next] as number) > highest) highest = high[next] as number;
      if ((low[next] as number) < lowest) lowest = low[next] as number;
      sum += volume[next] as number;
      next++;
    } while (next < length && (closeTimes[next - 1] as number) < closeTime && (openTimes[next] as number) < closeTime);
    state[HIGH] = highest;
    state[LOW] = lowest;
    state[VOLUME] = sum;
    state[CLOSE] = bars.close[next - 1] as number;
    state[SPREAD] = bars.spread[next - 1] as number;
    return next;
  }

  #begin(time: number, open: number): void {
    const { state } = this;
    const openTime = candleOpenTime(time as EpochMs, this.#timeframe);
    state[FORMING] = 1;
    state[CLOSE_TIME] = candleCloseTime(openTime, this.#timeframe);
    state[SESSION] = tradingDayOpen(openTime);
    state[WHOLE] = state[STARTED] === 1 || time === openTime ? 1 : 0;
    state[STARTED] = 1;
    state[OPEN] = open;
    state[HIGH] = Number.NEGATIVE_INFINITY;
    state[LOW] = Number.POSITIVE_INFINITY;
    state[VOLUME] = 0;
  }

  #close(row: number): void {
    const { state } = this;
    state[FORMING] = 0;
    if (state[WHOLE] === 0) return;
    const target = this.#target;
    const closed = ++this.closed;
    target.open[closed] = state[OPEN] as number;
    target.high[closed] = state[HIGH] as number;
    target.low[closed] = state[LOW] as number;
    target.close[closed] = state[CLOSE] as number;
    target.volume[closed] = state[VOLUME] as number;
    target.spread[closed] = state[SPREAD] as number;
    target.session[closed] = state[SESSION] as number;
    this.seenFrom[closed] = row;
  }
}
