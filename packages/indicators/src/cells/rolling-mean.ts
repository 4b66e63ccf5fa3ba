import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Mean of the last `period` values in constant time, by blocks as in `RollingSum`, of distances from a reference near
 * the window (the last value of the block before): equal values have exactly their value as mean.
 */
export class RollingMean {
  readonly #period: number;
  /** Before `position`: values of the current block. From it on: sums of distances to the end of the last block. */
  readonly #block: Float64Array;
  /** Reference; sum of distances of the current block. */
  readonly #current: Float64Array;
  /** Position in the block; whether a whole block was seen. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#block = memory.numbers(period);
    this.#current = memory.numbers(2);
    this.#counters = memory.counters(2);
  }

  /** Takes a value; NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    const block = this.#block;
    const current = this.#current;
    const counters = this.#counters;
    const seenBlock = counters[1] as number;
    let position = counters[0] as number;
    if (position === 0 && seenBlock === 0) {
      if (value !== value) return Number.NaN;
      current[0] = value;
    }
    block[position] = value;
    const sum = (current[1] as number) + (value - (current[0] as number));
    position++;
    if (position === this.#period) {
      this.#turn(value);
      return (current[0] as number) + (block[0] as number) / this.#period;
    }
    counters[0] = position;
    current[1] = sum;
    return seenBlock === 1 ? (current[0] as number) + ((block[position] as number) + sum) / this.#period : Number.NaN;
  }

  #turn(value: number): void {
    const block = this.#block;
    const reference = value === value ? value : 0;
    let sum = 0;
    for (let index = this.#period - 1; index >= 0; index--) {
      sum += (block[index] as number) - reference;
      block[index] = sum;
    }
    this.#current[0] = reference;
    this.#current[1] = 0;
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
