import type { StateMemory } from '../contract/state-memory.ts';

/** Open gaps that are remembered on one side; the furthest is forgotten when there are more. */
const CAPACITY = 16;

/**
 * Open bullish gaps, the highest (and latest) on top. For bearish ones, all prices are given with their sign turned and
 * highs and lows changed over. As the middle candle of a new gap closes above the first one's high, which is above every
 * open gap, the stack is in order of price, and only the top can be filled.
 */
export class GapStack {
  readonly #bottoms: Float64Array;
  readonly #tops: Float64Array;
  /** Lowest price since the gap was made, up to date for the top gap only; handed down when that one is filled. */
  readonly #lowest: Float64Array;
  readonly #made: Int32Array;
  readonly #count: Int32Array;

  constructor(memory: StateMemory) {
    this.#bottoms = memory.numbers(CAPACITY);
    this.#tops = memory.numbers(CAPACITY);
    this.#lowest = memory.numbers(CAPACITY);
    this.#made = memory.counters(CAPACITY);
    this.#count = memory.counters(1);
  }

  /** How many gaps are open, up to 16. The figures below are of the top one, if there is one. */
  get count(): number {
    return this.#count[0] as number;
  }

  get bottom(): number {
    return this.#bottoms[this.count - 1] as number;
  }

  get top(): number {
    return this.#tops[this.count - 1] as number;
  }

  get made(): number {
    return this.#made[this.count - 1] as number;
  }

  /** Share of the gap, from its top, that prices have come back into: 0 to below 1. */
  get filled(): number {
    const at = this.count - 1;
    const top = this.#tops[at] as number;
    return (top - Math.min(top, this.#lowest[at] as number)) / (top - (this.#bottoms[at] as number));
  }

  /** Closes the gaps that a bar with this low has filled. */
  fill(low: number): void {
    const lowest = this.#lowest;
    let count = this.#count[0] as number;
    let reached = low;
    while (count > 0) {
      reached = Math.min(reached, lowest[count - 1] as number);
      if (reached > (this.#bottoms[count - 1] as number)) {
        lowest[count - 1] = reached;
        break;
      }
      count--;
    }
    this.#count[0] = count;
  }

  push(bottom: number, top: number, bar: number): void {
    if (this.count === CAPACITY) {
      this.#bottoms.copyWithin(0, 1);
      this.#tops.copyWithin(0, 1);
      this.#lowest.copyWithin(0, 1);
      this.#made.copyWithin(0, 1);
      this.#count[0] = CAPACITY - 1;
    }
    const at = this.count;
    this.#bottoms[at] = bottom;
    this.#tops[at] = top;
    this.#lowest[at] = top;
    this.#made[at] = bar;
    this.#count[0] = at + 1;
  }
}
