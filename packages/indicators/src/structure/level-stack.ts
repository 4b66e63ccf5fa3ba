import type { StateMemory } from '../contract/state-memory.ts';

/** Levels that are remembered on one side; the furthest is forgotten when there are more. */
const CAPACITY = 16;

/**
 * Highs that no later price has gone above, the lowest (and latest) on top. For lows, all prices are given with their
 * sign turned.
 */
export class LevelStack {
  readonly #prices: Float64Array;
  readonly #count: Int32Array;
  /** The furthest level that the last step took: a result, not state. */
  readonly #taken = new Float64Array(1);

  constructor(memory: StateMemory) {
    this.#prices = memory.numbers(CAPACITY);
    this.#count = memory.counters(1);
  }

  /** The furthest level that the last step took, after a step that took one. */
  get taken(): number {
    return this.#taken[0] as number;
  }

  /** Removes the levels below `high`. Returns how many of them are above `close`: pierced, but not held. */
  step(high: number, close: number): number {
    let count = this.#count[0] as number;
    let swept = 0;
    while (count > 0 && (this.#prices[count - 1] as number) < high) {
      const price = this.#prices[--count] as number;
      this.#taken[0] = price;
      if (close < price) swept++;
    }
    this.#count[0] = count;
    return swept;
  }

  push(price: number): void {
    if ((this.#count[0] as number) === CAPACITY) {
      this.#prices.copyWithin(0, 1);
      this.#count[0] = CAPACITY - 1;
    }
    const count = this.#count[0] as number;
    this.#prices[count] = price;
    this.#count[0] = count + 1;
  }
}
