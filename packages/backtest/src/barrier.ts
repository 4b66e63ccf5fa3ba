import { ExitReason, type CandleColumns } from '@pipwright/model';
import type { OpenPosition } from './open-position.ts';

/** How a candle ended a position at one of its own levels. One object, filled again and again. */
export interface BarrierHit {
  reason: ExitReason;
  /** Price of the level, or the open where the market jumped over it. */
  price: number;
  /** The level was already passed at the open: the fill is at the open itself. */
  atOpen: boolean;
  /** Both levels lie inside the candle and nothing shows which came first: the stop was assumed. */
  byRule: boolean;
}

/**
 * Looks whether the candle reaches the stop-loss or the take-profit of a position. Long positions leave at the bid,
 * short ones at the ask. A market that opens beyond a level fills at the open: worse than the stop, better than the
 * target. Where a candle reaches both and opens between them, the stop is taken: the pessimistic order.
 * Returns `false` where neither is reached.
 */
export function findBarrier(position: OpenPosition, candles: CandleColumns, index: number, hit: BarrierHit): boolean {
  return position.isLong ? longBarrier(position, candles, index, hit) : shortBarrier(position, candles, index, hit);
}

function longBarrier(position: OpenPosition, candles: CandleColumns, index: number, hit: BarrierHit): boolean {
  const { stopLoss, takeProfit } = position;
  const stop = stopLoss > 0 && candles.low[index]! <= stopLoss;
  const target = takeProfit > 0 && candles.high[index]! >= takeProfit;
  if (!stop && !target) return false;
  const open = candles.open[index]!;
  if (stop && open <= stopLoss) return fill(hit, ExitReason.StopLoss, open, true, false);
  if (target && open >= takeProfit) return fill(hit, ExitReason.TakeProfit, open, true, false);
  if (stop) return fill(hit, ExitReason.StopLoss, stopLoss, false, target);
  return fill(hit, ExitReason.TakeProfit, takeProfit, false, false);
}

function shortBarrier(position: OpenPosition, candles: CandleColumns, index: number, hit: BarrierHit): boolean {
  const { stopLoss, takeProfit } = position;
  const stop = stopLoss > 0 && candles.askHigh[index]! >= stopLoss;
  const target = takeProfit > 0 && candles.askLow[index]! <= takeProfit;
  if (!stop && !target) return false;
  const open = candles.askOpen[index]!;
  if (stop && open >= stopLoss) return fill(hit, ExitReason.StopLoss, open, true, false);
  if (target && open <= takeProfit) return fill(hit, ExitReason.TakeProfit, open, true, false);
  if (stop) return fill(hit, ExitReason.StopLoss, stopLoss, false, target);
  return fill(hit, ExitReason.TakeProfit, takeProfit, false, false);
}

function fill(hit: BarrierHit, reason: ExitReason, price: number, atOpen: boolean, byRule: boolean): true {
  hit.reason = reason;
  hit.price = price;
  hit.atOpen = atOpen;
  hit.byRule = byRule;
  return true;
}
