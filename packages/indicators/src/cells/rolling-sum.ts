import type { StateMemory } from '../contract/state-memory.ts';
import {
  cellKernel,
  deliver,
  inputPointer,
  KERNEL_ROWS,
  kernelTakes,
  outputPointer,
  SHORT_PERIOD,
  stateIn,
  stateOut,
} from './kernel.ts';
import { TrailingValues } from './trailing-values.ts';

/**
 * Sum of the last `period` values in constant time, without drift: nothing is ever subtracted.
 *
 * Values are grouped in blocks of `period`. A window is the end of the last whole block plus the beginning of the
 * current one; sums from each position of the last block to its end are kept (`block`, behind `position`), and the sum
 * of the current block grows with it. The rounding error is that of adding `period` numbers, however long the series
 * is. A short window is added up anew for each value, which is quicker. (The scheme is van Herk's and Gil and Werman's for extremes, used for sums.)
 */
export class RollingSum {
  readonly #period: number;
  /** Before `position`: values of the current block. From it on: sums to the end of the last block; 0 at its end. */
  readonly #block: Float64Array;
  readonly #current: Float64Array;
  /** Position in the block; whether a whole block was seen. */
  readonly #counters: Int32Array;
  /** The values themselves where the period is short. */
  readonly #short: TrailingValues | undefined;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#short = period <= SHORT_PERIOD ? new TrailingValues(memory, period) : undefined;
    this.#block = memory.numbers(this.#short === undefined ? period + 1 : 0);
    this.#current = memory.numbers(1);
    this.#counters = memory.counters(2);
  }

  /** Takes a value; NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): number {
    if (this.#short !== undefined) return this.#stepShort(this.#short, value);
    const block = this.#block;
    const counters = this.#counters;
    let position = counters[0] as number;
    const seenBlock = counters[1] as number;
    if (value !== value && position === 0 && seenBlock === 0) return Number.NaN;
    block[position] = value;
    const current = (this.#current[0] as number) + value;
    position++;
    if (position === this.#period) {
      this.#turn();
      return current;
    }
    counters[0] = position;
    this.#current[0] = current;
    return seenBlock === 1 ? (block[position] as number) + current : Number.NaN;
  }

  /**
   * As a `step` for each of the rows `from` to `to`; what they return, divided by `divisor` (the period for a mean), is
   * written to `output` from `at` on.
   */
  run(values: Float64Array, from: number, to: number, output: Float64Array, at: number, divisor = 1): void {
    if (this.#short !== undefined) return this.#runShort(this.#short, values, from, to, output, at, divisor);
    const block = this.#block;
    const counters = this.#counters;
    const period = this.#period;
    const shift = at - from;
    let row = from;
    for (; row < to && (counters[1] as number) === 0; row++) {
      output[row + shift] = this.step(values[row] as number) / divisor;
    }
    for (; kernelTakes(period, to - row); row = Math.min(to, row + KERNEL_ROWS)) {
      this.#runKernel(values, row, Math.min(to, row + KERNEL_ROWS), output, row + shift, divisor);
    }
    while (row < to) {
      let position = counters[0] as number;
      let current = this.#current[0] as number;
      const end = Math.min(to, row + period - position);
      for (; row < end; row++) {
        const value = values[row] as number;
        block[position] = value;
        position++;
        current += value;
        output[row + shift] = ((block[position] as number) + current) / divisor;
      }
      counters[0] = position;
      this.#current[0] = current;
      if (position === period) this.#turn();
    }
  }

  #stepShort(short: TrailingValues, value: number): number {
    short.take(value);
    if (!short.full) return Number.NaN;
    let sum = 0;
    for (let index = 0; index < this.#period; index++) sum += short.at(index);
    return sum;
  }

  #runShort(
    short: TrailingValues,
    values: Float64Array,
    from: number,
    to: number,
    output: Float64Array,
    at: number,
    divisor: number,
  ): void {
    const shift = at - from;
    let row = from;
    while (row < to) {
      const rows = Math.min(KERNEL_ROWS, to - row);
      if (short.full && kernelTakes(this.#period, rows)) {
        const line = short.lineUp(values, row, row + rows);
        cellKernel?.shortSum(line.byteOffset, rows, outputPointer(output, row + shift, 0), divisor, this.#period);
        deliver(output, row + shift, rows, 0);
        row += rows;
      } else {
        output[row + shift] = this.#stepShort(short, values[row] as number) / divisor;
        row++;
      }
    }
  }

  #runKernel(values: Float64Array, from: number, to: number, output: Float64Array, at: number, divisor: number): void {
    const column = inputPointer(values, from, to, 0);
    const out = outputPointer(output, at, 0);
    const current = stateIn(this.#current, 0);
    const block = stateIn(this.#block, 1);
    const position = this.#counters[0] as number;
    this.#counters[0] = cellKernel?.sum(column, to - from, out, divisor, block, current, this.#period, position) ?? 0;
    stateOut(this.#current, 0);
    stateOut(this.#block, 1);
    deliver(output, at, to - from, 0);
  }

  #turn(): void {
    const block = this.#block;
    let sum = 0;
    for (let index = this.#period - 1; index >= 0; index--) {
      sum += block[index] as number;
      block[index] = sum;
    }
    this.#current[0] = 0;
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
