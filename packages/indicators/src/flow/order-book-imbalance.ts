import { quotient } from '../cells/quotient.ts';
import { indicatorErrors } from '../errors.ts';
import { BOOK_LEVELS, OrderBookIndicator } from './order-book.ts';

export interface OrderBookImbalanceOptions {
  /** What a level weighs against the one before it, above 0 and up to 1. */
  readonly decay?: number;
}

/**
 * Bid minus ask size over both, -1 to 1: of the first level (`top`), and of all, each level weighing `decay` times the
 * one before (`weighted`). 0 where there is nothing on either side.
 */
export class OrderBookImbalance extends OrderBookIndicator {
  readonly #decay: number;

  constructor({ decay = 0.5 }: OrderBookImbalanceOptions = {}) {
    super({ id: 'order-book-imbalance', parameters: { decay }, outputs: ['top', 'weighted'], warmUp: [1, 1] });
    if (!(decay > 0 && decay <= 1)) {
      const expected = 'a number above 0 and up to 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: this.id, parameter: 'decay', value: decay, expected });
    }
    this.#decay = decay;
  }

  protected computeBook(from: number, to: number, outputs: readonly Float64Array[]): void {
    const [top, weighted] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      let weight = 1;
      let bids = 0;
      let asks = 0;
      for (let level = 0; level < BOOK_LEVELS; level++) {
        bids += weight * this.bids.size(level, row);
        asks += weight * this.asks.size(level, row);
        weight *= this.#decay;
      }
      const bid = this.bids.size(0, row);
      const ask = this.asks.size(0, row);
      top[row] = quotient(bid - ask, bid + ask, 0);
      weighted[row] = quotient(bids - asks, bids + asks, 0);
    }
  }
}
