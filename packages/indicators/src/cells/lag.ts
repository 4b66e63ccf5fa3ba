import type { StateMemory } from '../contract/state-memory.ts';

/** Gives back each value `distance` steps later. */
export class Lag {
  readonly #distance: number;
  readonly #values: Float64Array;
  /** Position of the oldest value; how many were seen, up to `distance`. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, distance: number) {
    this.#distance = distance;
    this.#values = memory.numbers(distance);
    this.#counters = memory.counters(2);
  }

  /** Takes a value and returns the one `distance` steps before it; NaN where there is none. */
  step(value: number): number {
    const counters = this.#counters;
    const position = counters[0] as number;
    const before = this.#values[position] as number;
    this.#values[position] = value;
    counters[0] = position + 1 === this.#distance ? 0 : position + 1;
    if ((counters[1] as number) === this.#distance) return before;
    counters[1] = (counters[1] as number) + 1;
    return Number.NaN;
  }
}
