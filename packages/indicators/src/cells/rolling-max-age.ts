import type { StateMemory } from '../contract/state-memory.ts';

/** How many values ago the greatest of the last `period` values came (0 is the last value; the latest of equals). */
export class RollingMaxAge {
  readonly #period: number;
  readonly #values: Float64Array;
  /** From each position of the last block on: greatest value and where it stands in the block. */
  readonly #best: Float64Array;
  readonly #bestAt: Int32Array;
  readonly #currentBest: Float64Array;
  /** Position in the block; whether a whole block was seen; position of the current block's greatest value. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period);
    this.#best = memory.numbers(period);
    this.#bestAt = memory.counters(period);
    this.#currentBest = memory.numbers(1);
    this.#counters = memory.counters(3);
  }

  /** Takes a value; NaN until `period` values were seen. */
  step(value: number): number {
    const counters = this.#counters;
    const seenBlock = counters[1] as number;
    let position = counters[0] as number;
    this.#values[position] = value;
    if (position === 0 || !(value < (this.#currentBest[0] as number))) {
      this.#currentBest[0] = value;
      counters[2] = position;
    }
    const bestAt = counters[2] as number;
    const best = this.#currentBest[0] as number;
    position++;
    if (position === this.#period) {
      this.#turn();
      return position - 1 - bestAt;
    }
    counters[0] = position;
    if (seenBlock === 0) return Number.NaN;
    if (!(best < (this.#best[position] as number))) return position - 1 - bestAt;
    return this.#period + position - 1 - (this.#bestAt[position] as number);
  }

  #turn(): void {
    let bestAt = this.#period - 1;
    for (let index = this.#period - 1; index >= 0; index--) {
      if ((this.#values[index] as number) > (this.#values[bestAt] as number)) bestAt = index;
      this.#best[index] = this.#values[bestAt] as number;
      this.#bestAt[index] = bestAt;
    }
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
