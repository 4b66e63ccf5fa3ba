import { Atr } from '@pipwright/indicators';
import { Side, type CandleColumns, type CandleSeries } from '@pipwright/model';
import { closeTimes } from '../compute-features.ts';
import { featureErrors } from '../errors.ts';
import { horizonEnds } from './forward-labels.ts';
import { unknownLabel, type Label } from './label.ts';
import { RangePyramid } from './range-pyramid.ts';

export interface TripleBarrierOptions {
  readonly side?: Side;
  /** Distance of the profit barrier, in average true ranges at the decision. Default 2. */
  readonly profitMultiple?: number;
  /** Distance of the stop barrier, in average true ranges at the decision. Default 2. */
  readonly stopMultiple?: number;
  /** Trading time after which the trade is closed. Default one day. */
  readonly timeoutMs?: number;
  /** Default 14. */
  readonly atrPeriod?: number;
}

/** What became of a trade opened at the close of each candle. */
export interface TripleBarrier {
  /** 1 profit barrier first, -1 stop barrier first (also where one candle touches both), 0 time-out. */
  readonly label: Label;
  /** Close of the candle that touched, or the time-out; NaN where it is not known. */
  readonly touchTime: Float64Array;
  /** Log return of the trade, spread paid: at the barrier's price, or at the last price before the time-out. */
  readonly returns: Float64Array;
}

interface Barriers {
  readonly profitDistance: number;
  readonly stopDistance: number;
}

/** The prices at which trades of one side are closed: a long one at the bid, a short one at the ask. */
interface WatchedPrices {
  readonly highs: Float64Array;
  readonly lows: Float64Array;
  readonly pyramid: RangePyramid;
}

function watchedPrices(candles: CandleColumns, side: Side): WatchedPrices {
  const long = side === Side.Buy;
  const highs = long ? candles.high : candles.askHigh;
  const lows = long ? candles.low : candles.askLow;
  return { highs, lows, pyramid: new RangePyramid(highs, lows) };
}

/** The first candle in (row, last] that touches a barrier, and which: 1 or -1; 0 where none does. */
function firstTouch(
  { highs, lows, pyramid }: WatchedPrices,
  trade: { readonly entry: number; readonly long: boolean },
  row: number,
  last: number,
  { profitDistance, stopDistance }: Barriers,
): { touched: number; at: number } {
  const { entry, long } = trade;
  const upper = entry + (long ? profitDistance : stopDistance);
  const lower = entry - (long ? stopDistance : profitDistance);
  const at = pyramid.firstOutside(row + 1, last, lower, upper);
  if (at > last) return { touched: 0, at: last };
  const stopped = long ? (lows[at] as number) <= lower : (highs[at] as number) >= upper;
  return { touched: stopped ? -1 : 1, at };
}

/** Log return of a trade that was closed at a barrier or, with `touched` 0, at the close of candle `at`. */
function tradeReturn(candles: CandleColumns, side: Side, row: number, at: number, move: number | null): number {
  const long = side === Side.Buy;
  const entry = (long ? candles.askClose[row] : candles.close[row]) as number;
  const exit = move === null ? ((long ? candles.close[at] : candles.askClose[at]) as number) : entry + move;
  return long ? Math.log(exit / entry) : Math.log(entry / exit);
}

function requirePositive(parameter: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw featureErrors.BARRIER_OUT_OF_RANGE({ parameter, value });
}

/**
 * Triple barrier (López de Prado, Advances in Financial Machine Learning, 2018, chapter 3). A trade is opened at the
 * close of each candle (a buy at the ask) and watched on the prices at which it can be closed (a buy on the bid) until
 * a barrier is touched or the time is out. Open and close of a candle say nothing about the order of high and low: where
 * both barriers lie in one candle, the stop counts. NaN until the average true range is warm, and where the series ends
 * before the outcome. Throws `BARRIER_OUT_OF_RANGE`.
 */
export function tripleBarrier(series: CandleSeries, options: TripleBarrierOptions = {}): TripleBarrier {
  const { side = Side.Buy, profitMultiple = 2, stopMultiple = 2, timeoutMs = 86_400_000, atrPeriod = 14 } = options;
  requirePositive('profitMultiple', profitMultiple);
  requirePositive('stopMultiple', stopMultiple);
  requirePositive('timeoutMs', timeoutMs);
  const { candles } = series;
  const { length } = candles;
  const closes = closeTimes(candles, series.timeframe);
  const atr = new Float64Array(length);
  new Atr({ period: atrPeriod }).process(candles, 0, length, [atr, new Float64Array(length)]);
  const { endRow, endTime } = horizonEnds(series, timeoutMs);
  const direction = side === Side.Buy ? 'long' : 'short';
  const formula = `profit ${profitMultiple} ATR(${atrPeriod}), stop ${stopMultiple} ATR(${atrPeriod}), time-out ${timeoutMs / 3_600_000} h`;
  const label = unknownLabel(`triple_barrier_${direction}`, formula, 'class', length);
  const returns = new Float64Array(length).fill(Number.NaN);
  const watched = watchedPrices(candles, side);
  const long = side === Side.Buy;
  for (let row = 0; row < length; row++) {
    const range = atr[row] as number;
    if (!(range > 0)) continue;
    const barriers = { profitDistance: profitMultiple * range, stopDistance: stopMultiple * range };
    const timeout = endRow[row] as number;
    // Near the end of the series the time-out is not known yet, but a barrier may have been touched.
    const entry = (long ? candles.askClose[row] : candles.close[row]) as number;
    const { touched, at } = firstTouch(watched, { entry, long }, row, timeout < 0 ? length - 1 : timeout, barriers);
    if (touched === 0 && timeout < 0) continue;
    const distance = touched === 1 ? barriers.profitDistance : -barriers.stopDistance;
    const move = touched === 0 ? null : long ? distance : -distance;
    label.values[row] = touched;
    label.availableAt[row] = (touched === 0 ? endTime[row] : closes[at]) as number;
    label.endRow[row] = at;
    returns[row] = tradeReturn(candles, side, row, at, move);
  }
  return { label, touchTime: label.availableAt, returns };
}
