import { StreamIndicator, type Columns, type IndicatorShape } from '../contract/stream-indicator.ts';

/** How many levels of the book are read on each side. */
export const BOOK_LEVELS = 5;

type Level = 1 | 2 | 3 | 4 | 5;

/** Prices and sizes of the levels, the best one first. A level that is missing has the size 0. */
export type DepthColumn = `${'bid' | 'ask'}${'Price' | 'Size'}${Level}`;
export type Depth = Columns<DepthColumn>;

const LEVELS: readonly Level[] = [1, 2, 3, 4, 5];
const BID_PRICES = LEVELS.map((level): DepthColumn => `bidPrice${level}`);
const BID_SIZES = LEVELS.map((level): DepthColumn => `bidSize${level}`);
const ASK_PRICES = LEVELS.map((level): DepthColumn => `askPrice${level}`);
const ASK_SIZES = LEVELS.map((level): DepthColumn => `askSize${level}`);
const ALL = [...BID_PRICES, ...BID_SIZES, ...ASK_PRICES, ...ASK_SIZES];

/** One side of a book: columns of prices and sizes, the best level first. */
export class BookSide {
  readonly #prices: Float64Array[] = [];
  readonly #sizes: Float64Array[] = [];

  /** Points at the columns of one call. */
  load(depth: Depth, prices: readonly DepthColumn[], sizes: readonly DepthColumn[]): void {
    for (let level = 0; level < BOOK_LEVELS; level++) {
      this.#prices[level] = depth[prices[level] as DepthColumn];
      this.#sizes[level] = depth[sizes[level] as DepthColumn];
    }
  }

  price(level: number, row: number): number {
    return (this.#prices[level] as Float64Array)[row] as number;
  }

  /** 0 where the level is missing; sizes below 0 count as missing. */
  size(level: number, row: number): number {
    return Math.max(0, (this.#sizes[level] as Float64Array)[row] as number);
  }

  /** The first level that is not missing; `BOOK_LEVELS` where all are. */
  best(row: number): number {
    for (let level = 0; level < BOOK_LEVELS; level++) if (this.size(level, row) > 0) return level;
    return BOOK_LEVELS;
  }
}

/** An indicator of the state of an order book, row by row, without memory unless the subclass has one. */
export abstract class OrderBookIndicator extends StreamIndicator<DepthColumn> {
  protected readonly bids = new BookSide();
  protected readonly asks = new BookSide();

  constructor(shape: IndicatorShape) {
    super(shape, ALL);
  }

  compute(depth: Depth, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.bids.load(depth, BID_PRICES, BID_SIZES);
    this.asks.load(depth, ASK_PRICES, ASK_SIZES);
    this.computeBook(from, to, outputs);
  }

  /** As `compute`, over `bids` and `asks`. */
  protected abstract computeBook(from: number, to: number, outputs: readonly Float64Array[]): void;

  /**
   * Middle of the best prices. Where one side is empty it is the other's best price, where both are the middle of the
   * first levels' prices.
   */
  protected middle(row: number): number {
    const bid = this.bids.best(row);
    const ask = this.asks.best(row);
    if (bid === BOOK_LEVELS && ask === BOOK_LEVELS) return (this.bids.price(0, row) + this.asks.price(0, row)) / 2;
    if (bid === BOOK_LEVELS) return this.asks.price(ask, row);
    if (ask === BOOK_LEVELS) return this.bids.price(bid, row);
    return (this.bids.price(bid, row) + this.asks.price(ask, row)) / 2;
  }
}
