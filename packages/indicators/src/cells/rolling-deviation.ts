import type { StateMemory } from '../contract/state-memory.ts';

/** Mean absolute distance of the last `period` values from a given centre. Needs a pass over the window per value. */
export class RollingDeviation {
  readonly #period: number;
  readonly #values: Float64Array;
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period);
    this.#counters = memory.counters(1);
  }

  /** Takes a value, and the centre (NaN until there are `period` values, so that the result is NaN too). */
  step(value: number, centre: number): number {
    const values = this.#values;
    const period = this.#period;
    const position = this.#counters[0] as number;
    values[position] = value;
    this.#counters[0] = position + 1 === period ? 0 : position + 1;
    let sum = 0;
    for (let index = 0; index < period; index++) sum += Math.abs((values[index] as number) - centre);
    return sum / period;
  }
}
