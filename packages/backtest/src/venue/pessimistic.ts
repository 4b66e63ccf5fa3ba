import type { Market } from './market.ts';
import { Pass } from './pass.ts';
import { hasTarget, type Triggers } from './triggers.ts';
import type { VenuePosition } from './venue-position.ts';

/*
 * The pessimistic rule: a candle says how far the price went, not in which order. For each position and order the order is
 * assumed that is worse for its owner.
 *
 * - A long position fears the low: it walks open, low, high, close. Its stop is looked at before its target.
 * - A short position fears the high: it walks open, high, low, close.
 * - A trailing stop that the candle does not reach as it stands at the open is raised by the favourable extreme first, and
 *   then meets the other one; the target is looked at after that.
 * - An order that waits below the market (buy limit, sell stop) is filled on the way down, one that waits above on the way up.
 *   The position that it opens may be stopped on the rest of that way. It gets its target only where the candle closes
 *   beyond it, which no order of events can avoid.
 */

/** Puts everything on the walk that is worse for it. */
export function assignPasses(market: Market): void {
  for (const position of market.positions) position.pass = passOf(position, market);
  for (const order of market.orders) order.pass = order.waitsAbove ? Pass.UpFirst : Pass.DownFirst;
}

function passOf({ isLong, stopLoss, trailingDistance }: VenuePosition, market: Market): Pass {
  const isStopReached = stopLoss > 0 && (isLong ? market.low <= stopLoss : market.askHigh >= stopLoss);
  const fearsLow = trailingDistance > 0 && !isStopReached ? !isLong : isLong;
  return fearsLow ? Pass.DownFirst : Pass.UpFirst;
}

export function endPasses(market: Market): void {
  market.pass = Pass.All;
  for (const position of market.positions) position.pass = Pass.All;
  for (const order of market.orders) order.pass = Pass.All;
}

/** At the end of a walk: the targets that were held back, at their own price. */
export function giveTargets(market: Market, triggers: Triggers): void {
  const { bid, ask, time } = market.quote;
  for (const position of market.positions.slice()) {
    const { isLong, takeProfit, inside } = position;
    if (position.pass !== market.pass || takeProfit === 0 || hasTarget(position, market)) continue;
    const best = isLong ? (inside ? bid : market.high) : inside ? ask : market.askLow;
    if (isLong ? best < takeProfit : best > takeProfit) continue;
    // At its price, with the spread of the close, both as far as the candle's own prices allow.
    const level = isLong ? Math.max(takeProfit, market.low) : Math.min(takeProfit, market.askHigh);
    if (isLong) market.move(level, within(level + ask - bid, market.askLow, market.askHigh), time);
    else market.move(within(level - ask + bid, market.low, market.high), level, time);
    triggers.exit(market, position, false);
  }
  market.move(bid, ask, time);
}

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
