import { quotient } from '../cells/quotient.ts';
import { BOOK_LEVELS, OrderBookIndicator, type BookSide } from './order-book.ts';

const BASIS_POINTS = 10_000;

/**
 * How fast depth comes with distance: the least squares slope, over the levels of a side, of the share of the side's size
 * up to a level on the level's distance from the middle in basis points. `slope` is the mean of both sides. 0 where a
 * side has fewer than two levels, or all at one price, or the middle is 0.
 */
export class OrderBookSlope extends OrderBookIndicator {
  constructor() {
    const outputs = ['bidSlope', 'askSlope', 'slope'];
    super({ id: 'order-book-slope', parameters: {}, outputs, warmUp: [1, 1, 1] });
  }

  protected computeBook(from: number, to: number, outputs: readonly Float64Array[]): void {
    const [bidSlope, askSlope, slope] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const middle = this.middle(row);
      const bid = slopeOf(this.bids, row, middle);
      const ask = slopeOf(this.asks, row, middle);
      bidSlope[row] = bid;
      askSlope[row] = ask;
      slope[row] = bid / 2 + ask / 2;
    }
  }
}

function slopeOf(side: BookSide, row: number, middle: number): number {
  let total = 0;
  let count = 0;
  let meanDistance = 0;
  let meanShare = 0;
  for (let level = 0; level < BOOK_LEVELS; level++) {
    const size = side.size(level, row);
    if (size === 0) continue;
    total += size;
    count++;
    meanDistance += distanceOf(side, level, row, middle);
    meanShare += total;
  }
  if (count < 2) return 0;
  meanDistance /= count;
  meanShare /= total * count;
  let held = 0;
  let products = 0;
  let squares = 0;
  for (let level = 0; level < BOOK_LEVELS; level++) {
    const size = side.size(level, row);
    if (size === 0) continue;
    held += size;
    const distance = distanceOf(side, level, row, middle) - meanDistance;
    products += distance * (held / total - meanShare);
    squares += distance * distance;
  }
  return quotient(products, squares, 0);
}

function distanceOf(side: BookSide, level: number, row: number, middle: number): number {
  const distance = quotient(BASIS_POINTS * Math.abs(side.price(level, row) - middle), Math.abs(middle), 0);
  // A level that is so far away is no level: its square would leave the range of numbers.
  return distance <= 1e100 ? distance : 1e100;
}
