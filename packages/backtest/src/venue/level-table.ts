import type { VenueOrder } from './venue-order.ts';
import type { VenuePosition } from './venue-position.ts';

/**
 * The nearest prices at which something happens in a market, by side of the quote and direction: a price that reaches
 * none of the four changes nothing but values. Kept until a position or an order changes.
 */
export class LevelTable {
  /** Lowest bid from below: target of a long position, sell limit, step of a trailing stop. */
  bidAbove = Number.POSITIVE_INFINITY;
  /** Highest bid from above: stop of a long position, sell stop. */
  bidBelow = Number.NEGATIVE_INFINITY;
  /** Lowest ask from below: stop of a short position, buy stop. */
  askAbove = Number.POSITIVE_INFINITY;
  /** Highest ask from above: target of a short position, buy limit, step of a trailing stop. */
  askBelow = Number.NEGATIVE_INFINITY;
  isStale = false;

  /** Whether prices between these reach anything. */
  reached(low: number, high: number, askLow: number, askHigh: number): boolean {
    return high >= this.bidAbove || low <= this.bidBelow || askHigh >= this.askAbove || askLow <= this.askBelow;
  }

  rebuild(positions: readonly VenuePosition[], orders: readonly VenueOrder[]): void {
    this.bidAbove = Number.POSITIVE_INFINITY;
    this.bidBelow = Number.NEGATIVE_INFINITY;
    this.askAbove = Number.POSITIVE_INFINITY;
    this.askBelow = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < positions.length; index++) this.#addPosition(positions[index]!);
    for (let index = 0; index < orders.length; index++) {
      const { isBuy, price, waitsAbove } = orders[index]!;
      if (isBuy) this.#addAsk(price, waitsAbove);
      else this.#addBid(price, waitsAbove);
    }
    this.isStale = false;
  }

  #addPosition(position: VenuePosition): void {
    const { isLong, stopLoss, takeProfit, trailingDistance } = position;
    if (isLong) {
      if (stopLoss > 0) this.#addBid(stopLoss, false);
      if (takeProfit > 0) this.#addBid(takeProfit, true);
      if (trailingDistance > 0) this.#addBid(position.trailsAt, true);
    } else {
      if (stopLoss > 0) this.#addAsk(stopLoss, true);
      if (takeProfit > 0) this.#addAsk(takeProfit, false);
      if (trailingDistance > 0) this.#addAsk(position.trailsAt, false);
    }
  }

  #addBid(price: number, above: boolean): void {
    if (above) this.bidAbove = Math.min(this.bidAbove, price);
    else this.bidBelow = Math.max(this.bidBelow, price);
  }

  #addAsk(price: number, above: boolean): void {
    if (above) this.askAbove = Math.min(this.askAbove, price);
    else this.askBelow = Math.max(this.askBelow, price);
  }
}
