import type { StateMemory } from '../contract/state-memory.ts';

/** Average of the last four values with the weights 1, 2, 2, 1 (Ehlers). */
export class SymmetricAverage {
  /** The last three values, latest first. */
  readonly #before: Float64Array;
  readonly #count: Int32Array;

  constructor(memory: StateMemory) {
    this.#before = memory.numbers(3);
    this.#count = memory.counters(1);
  }

  /** Takes a value; NaN until four values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    const before = this.#before;
    const count = this.#count[0] as number;
    if (value !== value && count === 0) return Number.NaN;
    const one = before[0] as number;
    const two = before[1] as number;
    const three = before[2] as number;
    before[2] = two;
    before[1] = one;
    before[0] = value;
    if (count === 3) return (value + 2 * (one + two) + three) / 6;
    this.#count[0] = count + 1;
    return Number.NaN;
  }
}
