import { BOOK_LEVELS, OrderBookIndicator } from './order-book.ts';

/**
 * Micro-price: the best bid and ask, each weighted by the size on the other side, so that it leans to the side that will
 * be eaten first. Where a side is empty it is the other's best price, where both are the middle of the first levels.
 */
export class MicroPrice extends OrderBookIndicator {
  constructor() {
    super({ id: 'micro-price', parameters: {}, outputs: ['microPrice'], warmUp: [1] });
  }

  protected computeBook(from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const bid = this.bids.best(row);
      const ask = this.asks.best(row);
      if (bid === BOOK_LEVELS || ask === BOOK_LEVELS) {
        output[row] = this.middle(row);
        continue;
      }
      const bidPrice = this.bids.price(bid, row);
      const bidSize = this.bids.size(bid, row);
      const share = bidSize / (bidSize + this.asks.size(ask, row));
      output[row] = bidPrice + (this.asks.price(ask, row) - bidPrice) * share;
    }
  }
}
