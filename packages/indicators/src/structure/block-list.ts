import type { StateMemory } from '../contract/state-memory.ts';

/** Blocks that are remembered on one side; the furthest is forgotten when there are more. */
const CAPACITY = 8;

/**
 * Bullish order blocks that no close has gone below, in order of their bottoms. For bearish ones, all prices are given
 * with their sign turned.
 */
export class BlockList {
  readonly #bottoms: Float64Array;
  readonly #tops: Float64Array;
  /** The candle of the block, and whether a price has come back into it. */
  readonly #candles: Int32Array;
  readonly #touched: Int32Array;
  readonly #count: Int32Array;
  /** The highest top among the blocks that are not yet touched, and how many of these there are. */
  readonly #ceiling: Float64Array;
  readonly #untouched: Int32Array;

  constructor(memory: StateMemory) {
    this.#bottoms = memory.numbers(CAPACITY);
    this.#tops = memory.numbers(CAPACITY);
    this.#candles = memory.counters(CAPACITY);
    this.#touched = memory.counters(CAPACITY);
    this.#count = memory.counters(1);
    this.#ceiling = memory.numbers(1);
    this.#untouched = memory.counters(1);
  }

  /** How many blocks there are. The figures below are of the highest one, if there is one. */
  get count(): number {
    return this.#count[0] as number;
  }

  get bottom(): number {
    return this.#bottoms[this.count - 1] as number;
  }

  get top(): number {
    return this.#tops[this.count - 1] as number;
  }

  get candle(): number {
    return this.#candles[this.count - 1] as number;
  }

  get touched(): number {
    return this.#touched[this.count - 1] as number;
  }

  /** Removes the blocks below which the bar closes, and marks those into which it traded. */
  step(low: number, close: number): void {
    let count = this.#count[0] as number;
    while (count > 0 && close < (this.#bottoms[count - 1] as number)) count--;
    this.#count[0] = count;
    if ((this.#untouched[0] as number) > 0 && low <= (this.#ceiling[0] as number)) this.#touch(low);
  }

  /** Adds the candle `candle` as a block, unless it is one already. */
  add(bottom: number, top: number, candle: number): void {
    let count = this.#count[0] as number;
    for (let index = 0; index < count; index++) if (this.#candles[index] === candle) return;
    if (count === CAPACITY) {
      this.#move(1, 0, count);
      count--;
    }
    let at = count;
    while (at > 0 && (this.#bottoms[at - 1] as number) > bottom) at--;
    this.#move(at, at + 1, count);
    this.#bottoms[at] = bottom;
    this.#tops[at] = top;
    this.#candles[at] = candle;
    this.#touched[at] = 0;
    this.#count[0] = count + 1;
    this.#touch(Infinity);
  }

  /** Marks the blocks into which a bar with this low traded. */
  #touch(low: number): void {
    let untouched = 0;
    for (let index = 0; index < this.count; index++) {
      const top = this.#tops[index] as number;
      if (low <= top) this.#touched[index] = 1;
      if (this.#touched[index] === 1) continue;
      if (untouched === 0 || top > (this.#ceiling[0] as number)) this.#ceiling[0] = top;
      untouched++;
    }
    this.#untouched[0] = untouched;
  }

  /** Moves the blocks from `from` to `end` to the position `to`. */
  #move(from: number, to: number, end: number): void {
    this.#bottoms.copyWithin(to, from, end);
    this.#tops.copyWithin(to, from, end);
    this.#candles.copyWithin(to, from, end);
    this.#touched.copyWithin(to, from, end);
  }
}
