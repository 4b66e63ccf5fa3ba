import type { StateMemory } from '../contract/state-memory.ts';
import {
  cellKernel,
  deliver,
  inputPointer,
  KERNEL_ROWS,
  kernelTakes,
  outputPointer,
  stateIn,
  stateOut,
} from './kernel.ts';

/**
 * Average of the last `period` values with the weights 1 (oldest) to `period` in constant time, by blocks and around a
 * reference as in `RollingMoments`.
 */
export class RollingWeightedMean {
  readonly #period: number;
  /** Inverse of the sum of the weights. */
  readonly #perWeight: number;
  readonly #values: Float64Array;
  /** From each position of the last block to its end: sum of distances with the weights 1, 2 …; 0 at its end. */
  readonly #products: Float64Array;
  /** Reference; sum of the current block's distances, without weights and with the weights 1, 2 … */
  readonly #current: Float64Array;
  /** Position in the block; whether a whole block was seen. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#perWeight = 2 / (period * (period + 1));
    this.#values = memory.numbers(period);
    this.#products = memory.numbers(period + 1);
    this.#current = memory.numbers(3);
    this.#counters = memory.counters(2);
  }

  /**
   * Takes the rows `from` to `to` and writes their averages to `output` from `at` on; NaN until `period` values were seen.
   * NaN before the first value is skipped.
   */
  run(values: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const shift = at - from;
    let row = from;
    while (row < to) {
      if (this.#waits && Number.isNaN(values[row])) {
        output[row + shift] = Number.NaN;
        row++;
        continue;
      }
      if (this.#waits) this.#current[0] = values[row] as number;
      if ((this.#counters[1] as number) === 1 && kernelTakes(this.#period, to - row)) {
        const end = Math.min(to, row + KERNEL_ROWS);
        this.#runKernel(values, row, end, output, row + shift);
        row = end;
        continue;
      }
      const end = Math.min(to, row + this.#period - (this.#counters[0] as number));
      this.#runInBlock(values, row, end, output, shift);
      row = end;
    }
  }

  #runKernel(values: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const rows = to - from;
    const period = this.#period;
    const column = inputPointer(values, from, to, 0);
    const out = outputPointer(output, at, 0);
    const current = stateIn(this.#current, 0);
    const known = stateIn(this.#values, 4);
    const products = stateIn(this.#products, period + 4);
    const position = this.#counters[0] as number;
    this.#counters[0] = cellKernel?.weightedMean(column, rows, out, known, products, current, period, position) ?? 0;
    stateOut(this.#current, 0);
    stateOut(this.#values, 4);
    stateOut(this.#products, period + 4);
    deliver(output, at, rows, 0);
  }

  get #waits(): boolean {
    return (this.#counters[0] as number) === 0 && (this.#counters[1] as number) === 0;
  }

  /** Rows that end with their block or before. */
  #runInBlock(values: Float64Array, from: number, to: number, output: Float64Array, shift: number): void {
    const period = this.#period;
    const perWeight = this.#perWeight;
    const known = this.#values;
    const products = this.#products;
    const current = this.#current;
    const start = this.#counters[0] as number;
    const last = start + to - from === period ? to - 1 : to;
    const reference = current[0] as number;
    let sum = current[1] as number;
    let product = current[2] as number;
    let position = start;
    for (let row = from; row < last; row++) {
      const value = values[row] as number;
      known[position] = value;
      const distance = value - reference;
      sum += distance;
      position++;
      product += position * distance;
      const all = (products[position] as number) + product + (period - position) * sum;
      output[row + shift] = reference + all * perWeight;
    }
    if ((this.#counters[1] as number) === 0) output.fill(Number.NaN, from + shift, last + shift);
    current[1] = sum;
    current[2] = product;
    this.#counters[0] = position;
    if (last === to) return;
    this.#turn(values[last] as number);
    output[last + shift] = (current[0] as number) + (products[0] as number) * perWeight;
  }

  #turn(value: number): void {
    const known = this.#values;
    known[this.#period - 1] = value;
    const reference = value === value ? value : 0;
    let sum = 0;
    let product = 0;
    for (let index = this.#period - 1; index >= 0; index--) {
      sum += (known[index] as number) - reference;
      product += sum;
      this.#products[index] = product;
    }
    this.#current[0] = reference;
    this.#current[1] = 0;
    this.#current[2] = 0;
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
