import type { StateMemory } from '../contract/state-memory.ts';

/** A variance below this share of the mean square around the reference is rounding, and is 0. */
const ROUNDING = 1e-13;

/**
 * Weighted mean and deviation of the last `period` values in constant time, by blocks and around a reference as in
 * `RollingMoments`. A weight below 0 counts as 0. Where the window has no weight, every value counts 1.
 */
export class RollingWeightedMoments {
  readonly #period: number;
  readonly #values: Float64Array;
  readonly #weights: Float64Array;
  /** Per position of the last block, to its end: sums of w, w d, w d d, d and d d, for a distance d of weight w. */
  readonly #ends: Float64Array;
  /** The same sums of the current block, and the reference. */
  readonly #current: Float64Array;
  readonly #counters: Int32Array;
  /** Mean and deviation after the last step: a result, not state. */
  readonly #result = new Float64Array(2).fill(Number.NaN);

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period);
    this.#weights = memory.numbers(period);
    this.#ends = memory.numbers(5 * period);
    this.#current = memory.numbers(6);
    this.#counters = memory.counters(2);
  }

  /** Weighted mean after the last step; NaN until `period` values were seen. */
  get mean(): number {
    return this.#result[0] as number;
  }

  /** Weighted population deviation after the last step; NaN until `period` values were seen. */
  get deviation(): number {
    return this.#result[1] as number;
  }

  step(value: number, weight: number): void {
    const current = this.#current;
    const counters = this.#counters;
    const seenBlock = counters[1] as number;
    const position = counters[0] as number;
    const share = weight > 0 ? weight : 0;
    this.#values[position] = value;
    this.#weights[position] = share;
    if (position + 1 === this.#period) {
      this.#turn(value);
      this.#set(0);
      return;
    }
    if (position === 0 && seenBlock === 0) current[5] = value;
    const distance = value - (current[5] as number);
    current[0] = (current[0] as number) + share;
    current[1] = (current[1] as number) + share * distance;
    current[2] = (current[2] as number) + share * distance * distance;
    current[3] = (current[3] as number) + distance;
    current[4] = (current[4] as number) + distance * distance;
    counters[0] = position + 1;
    if (seenBlock === 1) this.#set(5 * (position + 1));
    else this.#result.fill(Number.NaN);
  }

  /** Adds up the end of the last block, from `at` on in `#ends`, and the current block. */
  #set(at: number): void {
    const ends = this.#ends;
    const current = this.#current;
    const weight = (ends[at] as number) + (current[0] as number);
    const weighted = weight > 0;
    const sum = weighted
      ? (ends[at + 1] as number) + (current[1] as number)
      : (ends[at + 3] as number) + (current[3] as number);
    const squares = weighted
      ? (ends[at + 2] as number) + (current[2] as number)
      : (ends[at + 4] as number) + (current[4] as number);
    const count = weighted ? weight : this.#period;
    const mean = sum / count;
    const square = squares / count;
    const variance = square - mean * mean;
    this.#result[0] = (current[5] as number) + mean;
    this.#result[1] = variance > ROUNDING * square ? Math.sqrt(variance) : 0;
  }

  #turn(reference: number): void {
    const ends = this.#ends;
    const current = this.#current;
    current.fill(0);
    for (let index = this.#period - 1; index >= 0; index--) {
      const weight = this.#weights[index] as number;
      const distance = (this.#values[index] as number) - reference;
      const at = 5 * index;
      current[0] = (current[0] as number) + weight;
      current[1] = (current[1] as number) + weight * distance;
      current[2] = (current[2] as number) + weight * distance * distance;
      current[3] = (current[3] as number) + distance;
      current[4] = (current[4] as number) + distance * distance;
      for (let sum = 0; sum < 5; sum++) ends[at + sum] = current[sum] as number;
    }
    current.fill(0);
    current[5] = reference;
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
