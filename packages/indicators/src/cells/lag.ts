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

  /** Whether the next step gives a value. */
  get full(): boolean {
    return (this.#counters[1] as number) === this.#distance;
  }

  /** What the next step gives back, once it is `full`. */
  get next(): number {
    return this.#values[this.#counters[0] as number] as number;
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

  /** As a `step` for each of the rows `from` to `to`; what they return is written to `output` from `at` on. */
  run(values: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const shift = at - from;
    const distance = this.#distance;
    const known = Math.min(to, from + distance);
    for (let row = from; row < known; row++) output[row + shift] = this.step(values[row] as number);
    for (let row = known; row < to; row++) output[row + shift] = values[row - distance] as number;
    this.skip(values, known, to);
  }

  /** As a `step` for each of the rows `from` to `to`, whose results the caller finds in `values` itself. */
  skip(values: Float64Array, from: number, to: number): void {
    const distance = this.#distance;
    const length = to - from;
    if (length <= 0) return;
    const counters = this.#counters;
    const first = Math.max(from, to - distance);
    let position = ((counters[0] as number) + first - from) % distance;
    for (let row = first; row < to; row++) {
      this.#values[position] = values[row] as number;
      position = position + 1 === distance ? 0 : position + 1;
    }
    counters[0] = position;
    counters[1] = Math.min(distance, (counters[1] as number) + length);
  }
}
