import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Exponential average: each value moves it by `weight` of the distance. The seed is the plain average of the first
 * `period` values, as in TA-Lib. With weight 1 / period it is Wilder's average.
 *
 * A loop over several averages at once runs faster than one pass after the other, since each waits for its own last
 * value: it takes `step` until all are `seeded`, then moves `value` by `weight` itself and writes it back after the loop.
 */
export class ExponentialAverage {
  readonly weight: number;
  readonly #period: number;
  /** The average; while seeding, the sum. */
  readonly #average: Float64Array;
  readonly #count: Int32Array;

  constructor(memory: StateMemory, period: number, weight: number = 2 / (period + 1)) {
    this.#period = period;
    this.weight = weight;
    this.#average = memory.numbers(1);
    this.#count = memory.counters(1);
  }

  /** Whether the first `period` values were seen. */
  get seeded(): boolean {
    return (this.#count[0] as number) === this.#period;
  }

  /** The average after the last value, once it is seeded. */
  get value(): number {
    return this.#average[0] as number;
  }

  set value(average: number) {
    this.#average[0] = average;
  }

  /** Takes a value; NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    const average = this.#average;
    if ((this.#count[0] as number) === this.#period) {
      const before = average[0] as number;
      const after = before + this.weight * (value - before);
      average[0] = after;
      return after;
    }
    // The seed comes back through memory: a number returned from a second function would be boxed at every step.
    this.#seed(value);
    return (this.#count[0] as number) === this.#period ? (average[0] as number) : Number.NaN;
  }

  /** As a `step` for each of the rows `from` to `to`; what they return is written to `output` from `at` on. */
  run(values: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const shift = at - from;
    let row = from;
    for (; row < to && !this.seeded; row++) output[row + shift] = this.step(values[row] as number);
    const weight = this.weight;
    let average = this.value;
    for (; row < to; row++) {
      average += weight * ((values[row] as number) - average);
      output[row + shift] = average;
    }
    this.value = average;
  }

  #seed(value: number): void {
    const count = this.#count[0] as number;
    if (value !== value && count === 0) return;
    const sum = (this.#average[0] as number) + value;
    this.#count[0] = count + 1;
    this.#average[0] = count + 1 === this.#period ? sum / this.#period : sum;
  }
}
