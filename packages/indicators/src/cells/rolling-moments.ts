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
 * Mean and variance of the last `period` values in constant time, by blocks as in `RollingSum`.
 *
 * Squares are taken of distances from a reference near the window (the last value of the block before), not of prices:
 * a price of 1.1 that moves by 0.0001 would lose eight digits. Equal values give a variance of exactly 0.
 */
export class RollingMoments {
  readonly #period: number;
  /** Its inverse: a multiplication is quicker than a division. */
  readonly #perValue: number;
  readonly #values: Float64Array;
  /** From each position of the last block to its end, in pairs: sum of distances, sum of their squares; 0 at its end. */
  readonly #sums: Float64Array;
  /** Reference, sum and sum of squares of the current block. */
  readonly #current: Float64Array;
  readonly #counters: Int32Array;
  /** The values themselves where the period is short. */
  readonly #short: TrailingValues | undefined;
  /** Mean and variance after the last step: a result, not state. */
  readonly #result = new Float64Array(2).fill(Number.NaN);

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#perValue = 1 / period;
    this.#short = period <= SHORT_PERIOD ? new TrailingValues(memory, period) : undefined;
    this.#values = memory.numbers(this.#short === undefined ? period : 0);
    this.#sums = memory.numbers(this.#short === undefined ? 2 * period + 2 : 0);
    this.#current = memory.numbers(3);
    this.#counters = memory.counters(2);
  }

  /** Arithmetic mean after the last step. */
  get mean(): number {
    return this.#result[0] as number;
  }

  /** Population variance after the last step: divided by `period`. */
  get variance(): number {
    return this.#result[1] as number;
  }

  /** Takes a value; mean and variance are NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): void {
    if (this.#short !== undefined) return this.#stepShort(this.#short, value);
    const current = this.#current;
    const counters = this.#counters;
    const seenBlock = counters[1] as number;
    let position = counters[0] as number;
    if (position === 0 && seenBlock === 0) {
      if (value !== value) {
        this.#set(Number.NaN, Number.NaN);
        return;
      }
      current[0] = value;
    }
    this.#values[position] = value;
    const distance = value - (current[0] as number);
    const sum = (current[1] as number) + distance;
    const squares = (current[2] as number) + distance * distance;
    position++;
    if (position === this.#period) {
      this.#turn(value);
      this.#set(this.#sums[0] as number, this.#sums[1] as number);
      return;
    }
    counters[0] = position;
    current[1] = sum;
    current[2] = squares;
    if (seenBlock === 1)
      this.#set((this.#sums[2 * position] as number) + sum, (this.#sums[2 * position + 1] as number) + squares);
    else this.#set(Number.NaN, Number.NaN);
  }

  /** As a `step` for each of the rows `from` to `to`; mean and standard deviation are written from `at` on. */
  run(values: Float64Array, from: number, to: number, means: Float64Array, deviations: Float64Array, at: number): void {
    if (this.#short !== undefined) return this.#runShort(this.#short, values, from, to, means, deviations, at);
    const period = this.#period;
    const perValue = this.#perValue;
    const known = this.#values;
    const oldSums = this.#sums;
    const current = this.#current;
    const counters = this.#counters;
    const shift = at - from;
    let row = from;
    for (; row < to && (counters[1] as number) === 0; row++) {
      this.step(values[row] as number);
      means[row + shift] = this.mean;
      deviations[row + shift] = Math.sqrt(this.variance);
    }
    for (; kernelTakes(period, to - row); row = Math.min(to, row + KERNEL_ROWS)) {
      this.#runKernel(values, row, Math.min(to, row + KERNEL_ROWS), means, deviations, row + shift);
    }
    while (row < to) {
      let position = counters[0] as number;
      const reference = current[0] as number;
      let sum = current[1] as number;
      let squares = current[2] as number;
      const end = Math.min(to, row + period - position);
      for (; row < end; row++) {
        const value = values[row] as number;
        known[position] = value;
        position++;
        const distance = value - reference;
        sum += distance;
        squares += distance * distance;
        const mean = ((oldSums[2 * position] as number) + sum) * perValue;
        const variance = ((oldSums[2 * position + 1] as number) + squares) * perValue - mean * mean;
        means[row + shift] = reference + mean;
        deviations[row + shift] = Math.sqrt(variance < 0 ? 0 : variance);
      }
      counters[0] = position;
      current[1] = sum;
      current[2] = squares;
      if (position < period) return;
      // The end of a block has a reference of its own.
      this.#turn(known[period - 1] as number);
      this.#set(oldSums[0] as number, oldSums[1] as number);
      means[end - 1 + shift] = this.mean;
      deviations[end - 1 + shift] = Math.sqrt(this.variance);
    }
  }

  /** Around the oldest value of the window. */
  #stepShort(short: TrailingValues, value: number): void {
    short.take(value);
    const reference = short.full ? short.at(0) : Number.NaN;
    let sum = 0;
    let squares = 0;
    for (let index = 1; index < this.#period; index++) {
      const distance = short.at(index) - reference;
      sum += distance;
      squares += distance * distance;
    }
    this.#current[0] = reference;
    this.#set(sum, squares);
  }

  #runShort(
    short: TrailingValues,
    values: Float64Array,
    from: number,
    to: number,
    means: Float64Array,
    deviations: Float64Array,
    at: number,
  ): void {
    const shift = at - from;
    let row = from;
    while (row < to) {
      const rows = Math.min(KERNEL_ROWS, to - row);
      const target = row + shift;
      if (short.full && kernelTakes(this.#period, rows)) {
        const line = short.lineUp(values, row, row + rows);
        const mean = outputPointer(means, target, 0);
        cellKernel?.shortMoments(line.byteOffset, rows, mean, outputPointer(deviations, target, 1), this.#period);
        deliver(means, target, rows, 0);
        deliver(deviations, target, rows, 1);
        row += rows;
      } else {
        this.#stepShort(short, values[row] as number);
        means[target] = this.mean;
        deviations[target] = Math.sqrt(this.variance);
        row++;
      }
    }
  }

  #runKernel(
    values: Float64Array,
    from: number,
    to: number,
    means: Float64Array,
    deviations: Float64Array,
    at: number,
  ): void {
    const rows = to - from;
    const period = this.#period;
    const column = inputPointer(values, from, to, 0);
    const mean = outputPointer(means, at, 0);
    const deviation = outputPointer(deviations, at, 1);
    const current = stateIn(this.#current, 0);
    const sums = stateIn(this.#sums, 4);
    const known = stateIn(this.#values, 2 * period + 6);
    const position = this.#counters[0] as number;
    this.#counters[0] = cellKernel?.moments(column, rows, mean, deviation, known, sums, current, period, position) ?? 0;
    stateOut(this.#current, 0);
    stateOut(this.#sums, 4);
    stateOut(this.#values, 2 * period + 6);
    deliver(means, at, rows, 0);
    deliver(deviations, at, rows, 1);
  }

  #set(sum: number, squares: number): void {
    const mean = sum * this.#perValue;
    this.#result[0] = (this.#current[0] as number) + mean;
    this.#result[1] = Math.max(0, squares * this.#perValue - mean * mean);
  }

  #turn(value: number): void {
    const reference = value === value ? value : 0;
    let sum = 0;
    let squares = 0;
    for (let index = this.#period - 1; index >= 0; index--) {
      const distance = (this.#values[index] as number) - reference;
      sum += distance;
      squares += distance * distance;
      this.#sums[2 * index] = sum;
      this.#sums[2 * index + 1] = squares;
    }
    this.#current[0] = reference;
    this.#current[1] = 0;
    this.#current[2] = 0;
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
