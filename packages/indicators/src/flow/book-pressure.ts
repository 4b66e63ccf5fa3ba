import { quotient } from '../cells/quotient.ts';
import { BOOK_LEVELS, OrderBookIndicator, type BookSide } from './order-book.ts';

/**
 * Book pressure: size on the bid minus size on the ask over both, -1 to 1, each level weighing the nearest level's
 * distance from the middle over its own. 0 where there is nothing on either side.
 */
export class BookPressure extends OrderBookIndicator {
  constructor() {
    super({ id: 'book-pressure', parameters: {}, outputs: ['pressure'], warmUp: [1] });
  }

  protected computeBook(from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const middle = this.middle(row);
      const nearest = Math.min(nearestOf(this.bids, row, middle), nearestOf(this.asks, row, middle));
      const bids = weightOf(this.bids, row, middle, nearest);
      const asks = weightOf(this.asks, row, middle, nearest);
      output[row] = quotient(bids - asks, bids + asks, 0);
    }
  }
}

function nearestOf(side: BookSide, row: number, middle: number): number {
  let nearest = Infinity;
  for (let level = 0; level < BOOK_LEVELS; level++) {
    if (side.size(level, row) > 0) nearest = Math.min(nearest, Math.abs(side.price(level, row) - middle));
  }
  return nearest;
}

/** Sizes of a side, each times nearest distance over own distance: 1 for the nearest, also where it is at the middle. */
function weightOf(side: BookSide, row: number, middle: number, nearest: number): number {
  let sum = 0;
  for (let level = 0; level < BOOK_LEVELS; level++) {
    const size = side.size(level, row);
    if (size > 0) sum += size * quotient(nearest, Math.abs(side.price(level, row) - middle), 1);
  }
  return sum;
}
