import type { StateMemory } from '../contract/state-memory.ts';

/** Greatest of the last `period` values in constant time (van Herk 1992; Gil and Werman 1993). See `RollingSum`. */
export class RollingMax {
  readonly #period: number;
  readonly #block: Float64Array;
  readonly #current: Float64Array;
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#block = memory.numbers(period);
    this.#current = memory.numbers(1);
    this.#counters = memory.counters(2);
  }

  /** Takes a value; NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    const block = this.#block;
    const counters = this.#counters;
    let position = counters[0] as number;
    const seenBlock = counters[1] as number;
    if (value !== value && position === 0 && seenBlock === 0) return Number.NaN;
    block[position] = value;
    const current = position === 0 ? value : Math.max(this.#current[0] as number, value);
    this.#current[0] = current;
    position++;
    if (position === this.#period) {
      this.#turn();
      return current;
    }
    counters[0] = position;
    return seenBlock === 1 ? Math.max(block[position] as number, current) : Number.NaN;
  }

  #turn(): void {
    const block = this.#block;
    for (let index = this.#period - 2; index >= 0; index--) {
      block[index] = Math.max(block[index] as number, block[index + 1] as number);
    }
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}

/** Least of the last `period` values: the mirror of `RollingMax`. */
export class RollingMin {
  readonly #negated: RollingMax;

  constructor(memory: StateMemory, period: number) {
    this.#negated = new RollingMax(memory, period);
  }

  /** Takes a value; NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    return -this.#negated.step(-value);
  }
}
