import type { StateMemory } from '../contract/state-memory.ts';

/** Positions in the numbers. */
const FRONT_VALUE = 0;
const BACK_VALUE = 1;

/** Positions in the counters. Bars are kept plus one, so that 0 is none. */
const FRONT = 0;
const BACK = 1;
const BACK_TIED = 2;

/**
 * The greatest of the last `period` values, and which of them it is: the first of equals. With `sign` -1 the least: values
 * are then kept with their sign turned.
 *
 * The window has a back and a front. Of the back, the newer values, only the greatest is known. When that leaves the
 * window and nothing greater has come, the values after it are looked through once and become the front: each that will
 * be the greatest when the one before it has left knows the next of them. So a value is looked at twice at most, and on
 * most bars nothing is to be done but to compare it with the greatest.
 */
export class SwingSide {
  readonly #period: number;
  readonly #sign: number;
  readonly #mask: number;
  /** The last values, in a ring whose size is a power of two. */
  readonly #values: Float64Array;
  /** Of each value of the front: the bar (plus one) that is greatest after it, and whether one after it is equal. */
  readonly #next: Int32Array;
  readonly #tied: Int32Array;
  readonly #numbers: Float64Array;
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number, sign: 1 | -1) {
    const size = 2 ** Math.ceil(Math.log2(period));
    this.#period = period;
    this.#sign = sign;
    this.#mask = size - 1;
    this.#values = memory.numbers(size);
    this.#next = memory.counters(size);
    this.#tied = memory.counters(size);
    this.#numbers = memory.numbers(2);
    this.#counters = memory.counters(3);
  }

  valueAt(bar: number): number {
    return this.#sign * (this.#values[bar & this.#mask] as number);
  }

  /** Takes the value of `bar`, which is in `row` of `values`. Returns the bar of the greatest value of the window, the first of equals. */
  step(values: Float64Array, row: number, bar: number): number {
    const value = this.#sign * (values[row] as number);
    const numbers = this.#numbers;
    const counters = this.#counters;
    this.#values[bar & this.#mask] = value;
    const back = counters[BACK] as number;
    if (back === 0 || value > (numbers[BACK_VALUE] as number)) {
      numbers[BACK_VALUE] = value;
      counters[BACK] = bar + 1;
      counters[BACK_TIED] = 0;
    } else if (value === (numbers[BACK_VALUE] as number)) counters[BACK_TIED] = 1;
    if ((counters[FRONT] as number) > 0) return this.#follow(bar);
    if ((counters[BACK] as number) <= bar - this.#period + 1) return this.#lookThrough(bar);
    return (counters[BACK] as number) - 1;
  }

  /** There is a front: it ends where the back is greater, and moves on where its greatest has left the window. */
  #follow(bar: number): number {
    const numbers = this.#numbers;
    const counters = this.#counters;
    let front = counters[FRONT] as number;
    if (front <= bar - this.#period + 1) {
      front = this.#next[(front - 1) & this.#mask] as number;
      if (front > 0) numbers[FRONT_VALUE] = this.#values[(front - 1) & this.#mask] as number;
    }
    // The bar itself is in the back, which is therefore not empty.
    if (front > 0 && (numbers[BACK_VALUE] as number) > (numbers[FRONT_VALUE] as number)) front = 0;
    counters[FRONT] = front;
    return front > 0 ? front - 1 : (counters[BACK] as number) - 1;
  }

  /** The greatest has left the window: makes a front of all that is in it. */
  #lookThrough(bar: number): number {
    const mask = this.#mask;
    let best = bar;
    this.#next[bar & mask] = 0;
    this.#tied[bar & mask] = 0;
    for (let each = bar - 1; each > bar - this.#period; each--) {
      const value = this.#values[each & mask] as number;
      const greatest = this.#values[best & mask] as number;
      if (value < greatest) continue;
      this.#next[each & mask] = best + 1;
      this.#tied[each & mask] = value === greatest ? 1 : 0;
      best = each;
    }
    this.#numbers[FRONT_VALUE] = this.#values[best & mask] as number;
    this.#counters[FRONT] = best + 1;
    this.#counters[BACK] = 0;
    return best;
  }

  /** Whether a later value of the window equals the greatest, which is at `bar`. */
  isTied(bar: number): boolean {
    if ((this.#counters[FRONT] as number) === 0) return (this.#counters[BACK_TIED] as number) === 1;
    return (
      (this.#tied[bar & this.#mask] as number) === 1 ||
      ((this.#counters[BACK] as number) > 0 &&
        (this.#numbers[BACK_VALUE] as number) === (this.#numbers[FRONT_VALUE] as number))
    );
  }
}
