import { ExitReason } from '@pipwright/model';
import { NEVER, type CandlePath } from './candle-path.ts';
import { Manner } from './dealer.ts';
import type { Market } from './market.ts';
import type { OrderDesk } from './order-desk.ts';
import { Pass } from './pass.ts';
import type { PositionDesk } from './position-desk.ts';
import { PathSource } from './venue-options.ts';
import type { VenueOrder } from './venue-order.ts';
import type { VenuePosition } from './venue-position.ts';
import type { VenueTotals } from './venue-totals.ts';

/** The prices at which positions are closed and waiting orders filled: finds those that are reached, and carries them out. */
export class Triggers {
  readonly #orders: OrderDesk;
  readonly #positions: PositionDesk;
  readonly #totals: VenueTotals;
  /** What `findNearest` found: the level, and whether it is the ask that reaches it. */
  level = 0;
  isAsk = false;

  constructor(orders: OrderDesk, positions: PositionDesk, totals: VenueTotals) {
    this.#orders = orders;
    this.#positions = positions;
    this.#totals = totals;
  }

  /**
   * Carries out everything that the present quote has reached: positions first, then orders, the oldest of each first; and
   * what follows from it. `time` decides which orders have expired. Returns `false` where no level was reached.
   */
  fire(market: Market, time: number): boolean {
    const { levels, quote } = market;
    for (let isReached = false; ; isReached = true) {
      if (levels.isStale) levels.rebuild(market.positions, market.orders);
      if (!levels.reached(quote.bid, quote.bid, quote.ask, quote.ask)) return isReached;
      if (!this.#firePosition(market) && !this.#fireOrder(market, time)) return true;
    }
  }

  /** Progress at which a leg first reaches something, from `progress` on; above 1 where it reaches nothing. */
  findNearest(market: Market, path: CandlePath, leg: number, progress: number): number {
    const { levels } = market;
    if (levels.isStale) levels.rebuild(market.positions, market.orders);
    const bid = path.bid(leg, 1);
    const ask = path.ask(leg, 1);
    // Most legs reach nothing, which their end shows.
    if (!levels.reached(bid, bid, ask, ask)) return NEVER;
    let nearest = NEVER;
    for (const position of market.positions) {
      if (!takesPart(position, market)) continue;
      const { isLong, stopLoss, takeProfit } = position;
      const stop = stopLoss > 0 ? reach(path, leg, stopLoss, !isLong, !isLong) : NEVER;
      const target =
        takeProfit > 0 && hasTarget(position, market) ? reach(path, leg, takeProfit, !isLong, isLong) : NEVER;
      const at = Math.max(progress, Math.min(stop, target));
      if (at < nearest) nearest = this.#remember(at, stop < target ? stopLoss : takeProfit, !isLong);
    }
    for (const order of market.orders) {
      if (!takesPart(order, market)) continue;
      const at = Math.max(progress, reach(path, leg, order.price, order.isBuy, order.waitsAbove));
      if (at >= nearest || hasExpired(order, path.time(leg, at))) continue;
      nearest = this.#remember(at, order.price, order.isBuy);
    }
    return nearest;
  }

  #remember(at: number, level: number, isAsk: boolean): number {
    this.level = level;
    this.isAsk = isAsk;
    return at;
  }

  #firePosition(market: Market): boolean {
    const { bid, ask } = market.quote;
    for (const position of market.positions) {
      if (!takesPart(position, market)) continue;
      const { isLong, stopLoss, takeProfit } = position;
      const price = isLong ? bid : ask;
      const isStop = stopLoss > 0 && (isLong ? price <= stopLoss : price >= stopLoss);
      const isTarget =
        !isStop &&
        hasTarget(position, market) &&
        takeProfit > 0 &&
        (isLong ? price >= takeProfit : price <= takeProfit);
      if (!isStop && !isTarget) continue;
      this.exit(market, position, isStop);
      return true;
    }
    return false;
  }

  /** Closes a position at the present quote, at its stop or its target. */
  exit(market: Market, position: VenuePosition, isStop: boolean): void {
    const stopReason = position.trailed ? ExitReason.TrailingStop : ExitReason.StopLoss;
    this.#totals.barrierExits++;
    if (restsOnRule(market, position)) this.#totals.ruleExits++;
    const price = position.isLong ? market.quote.bid : market.quote.ask;
    position.observe(price, price);
    this.#positions.closeAtQuote(market, position, {
      volume: position.volume,
      reason: isStop ? stopReason : ExitReason.TakeProfit,
      manner: isStop ? Manner.Stop : Manner.Limit,
    });
  }

  #fireOrder(market: Market, time: number): boolean {
    const { bid, ask } = market.quote;
    for (const order of market.orders) {
      if (!takesPart(order, market) || hasExpired(order, time)) continue;
      const price = order.isBuy ? ask : bid;
      if (order.waitsAbove ? price < order.price : price > order.price) continue;
      this.#orders.trigger(market, order);
      return true;
    }
    return false;
  }
}

/** Progress at which a leg brings one side of the quote to a level from below (or above). */
function reach(path: CandlePath, leg: number, level: number, isAsk: boolean, fromBelow: boolean): number {
  return isAsk ? path.askReaches(leg, level, fromBelow) : path.bidReaches(leg, level, fromBelow);
}

/** Whether a position or an order is looked at in this walk, the depth having left something for it. */
function takesPart({ pass, blockedIn }: VenuePosition | VenueOrder, market: Market): boolean {
  return blockedIn !== market.event && (market.pass === Pass.All || pass === market.pass);
}

/**
 * Whether a position may reach its target in this walk. Under the pessimistic rule those that were opened inside the candle
 * may not, nor those whose stop follows the best price: both get it at the end of the walk, if they still stand.
 */
export function hasTarget({ inside, isLong, trailingDistance }: VenuePosition, { pass }: Market): boolean {
  if (pass === Pass.All) return true;
  return !inside && !(trailingDistance > 0 && (pass === Pass.UpFirst) === isLong);
}

function hasExpired({ expiresAt }: VenueOrder, time: number): boolean {
  return expiresAt > 0 && expiresAt <= time;
}

/** Whether nothing but the path rule says that this level was reached before the other one. */
function restsOnRule(market: Market, { isLong, stopLoss, takeProfit }: VenuePosition): boolean {
  if (!market.isWalking || market.source !== PathSource.Rule || stopLoss === 0 || takeProfit === 0) return false;
  return isLong
    ? market.low <= stopLoss && market.high >= takeProfit
    : market.askHigh >= stopLoss && market.askLow <= takeProfit;
}

/**
 * Moves the stop-loss of positions that trail: from a profit of the distance on it stays that far behind the best price,
 * rounded to the tick, as MetaTrader 5's terminal does. Before that the attached stop-loss stands, if there is one.
 */
export function trail(market: Market): void {
  const { bid, ask } = market.quote;
  for (const position of market.positions) {
    const { trailingDistance, isLong, stopLoss, takeProfit } = position;
    if (trailingDistance === 0 || !(market.pass === Pass.All || position.pass === market.pass)) continue;
    // Beyond its target it would not be open any more.
    const best = isLong ? Math.min(bid, takeProfit > 0 ? takeProfit : bid) : Math.max(ask, takeProfit);
    const profit = isLong ? best - position.openPrice : position.openPrice - best;
    if (market.pointsOf(profit) < market.pointsOf(trailingDistance)) continue;
    const stop = market.slipped(best, isLong, -trailingDistance);
    if (stopLoss > 0 && (isLong ? stop <= stopLoss : stop >= stopLoss)) continue;
    position.stopLoss = stop;
    position.trailed = true;
    market.levels.isStale = true;
  }
}
