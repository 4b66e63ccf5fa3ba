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

/** Lines through windows: change per bar, share of the variance that it explains, value at the last bar. */
export interface LineColumns {
  readonly slopes: Float64Array;
  readonly rSquares: Float64Array;
  readonly ends: Float64Array;
}

/**
 * Sums for a straight line through the last `period` values at the positions 0 (oldest) to `period - 1`, in constant
 * time, by blocks and around a reference as in `RollingMoments`.
 */
export class RollingRegression {
  readonly #period: number;
  /** Mean and variance of the positions 0 to `period - 1`; the inverse of their centred squares' sum, and of `period`. */
  readonly #half: number;
  readonly #positionVariance: number;
  readonly #perSquaredPosition: number;
  readonly #perValue: number;
  /** Values, and sums, products and squares: the four after one another, each `period` + 1 long. */
  readonly #block: Float64Array;
  readonly #values: Float64Array;
  readonly #sums: Float64Array;
  /** Sums of position in the block times distance. */
  readonly #products: Float64Array;
  readonly #squares: Float64Array;
  /** Reference; sum, products and squares of the current block. */
  readonly #current: Float64Array;
  readonly #counters: Int32Array;
  /** Sum, products and squares of the window, around the reference: a result, not state. */
  readonly #window = new Float64Array(3).fill(Number.NaN);

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#half = (period - 1) / 2;
    this.#positionVariance = (period * period - 1) / 12;
    this.#perSquaredPosition = 12 / (period * (period * period - 1));
    this.#perValue = 1 / period;
    const size = period + 1;
    this.#block = memory.numbers(4 * size);
    this.#values = this.#block.subarray(0, size);
    this.#sums = this.#block.subarray(size, 2 * size);
    this.#products = this.#block.subarray(2 * size, 3 * size);
    this.#squares = this.#block.subarray(3 * size);
    this.#current = memory.numbers(4);
    this.#counters = memory.counters(2);
  }

  get mean(): number {
    return (this.#current[0] as number) + (this.#window[0] as number) / this.#period;
  }

  /** Average with the weights 1 (oldest) to `period`. */
  get weightedMean(): number {
    const weights = (this.#period * (this.#period + 1)) / 2;
    const sum = (this.#window[1] as number) + (this.#window[0] as number);
    return (this.#current[0] as number) + sum / weights;
  }

  /** Change of the fitted line per bar (least squares). */
  get slope(): number {
    return this.#slopeOf(this.#window[0] as number, this.#window[1] as number);
  }

  /** Population variance. */
  get variance(): number {
    return this.#varianceOf(this.#window[0] as number, this.#window[2] as number);
  }

  /** Share of the variance that the line explains; 0 where there is no variance. */
  get rSquared(): number {
    return this.#explainedShare(this.slope, this.variance);
  }

  /** Takes a value; all figures are NaN until `period` values were seen. NaN before the first value is skipped. */
  step(value: number): void {
    const current = this.#current;
    const counters = this.#counters;
    const seenBlock = counters[1] as number;
    let position = counters[0] as number;
    if (position === 0 && seenBlock === 0) {
      if (value !== value) return this.#set(Number.NaN, Number.NaN, Number.NaN);
      current[0] = value;
    }
    this.#values[position] = value;
    const distance = value - (current[0] as number);
    const sum = (current[1] as number) + distance;
    const products = (current[2] as number) + position * distance;
    const squares = (current[3] as number) + distance * distance;
    position++;
    if (position === this.#period) {
      this.#turn(value);
      return this.#set(this.#sums[0] as number, this.#products[0] as number, this.#squares[0] as number);
    }
    counters[0] = position;
    current[1] = sum;
    current[2] = products;
    current[3] = squares;
    if (seenBlock === 0) return this.#set(Number.NaN, Number.NaN, Number.NaN);
    const oldSum = this.#sums[position] as number;
    const oldProducts = this.#products[position] as number;
    const newProducts = products + (this.#period - position) * sum;
    this.#set(oldSum + sum, oldProducts + newProducts, (this.#squares[position] as number) + squares);
  }

  /** Takes the rows `from` to `to` and writes what their lines are from `at` on; NaN until `period` values were seen. */
  run(values: Float64Array, from: number, to: number, lines: LineColumns, at: number): void {
    let row = from;
    for (; row < to && (this.#counters[1] as number) === 0; row++) {
      this.step(values[row] as number);
      this.#write(lines, row + at - from);
    }
    for (; kernelTakes(this.#period, to - row); row = Math.min(to, row + KERNEL_ROWS)) {
      this.#runKernel(values, row, Math.min(to, row + KERNEL_ROWS), lines, row + at - from);
    }
    while (row < to) {
      const end = Math.min(to, row + this.#period - (this.#counters[0] as number));
      this.#runInBlock(values, row, end, lines, at - from);
      row = end;
    }
  }

  #write({ slopes, rSquares, ends }: LineColumns, row: number): void {
    const { slope } = this;
    slopes[row] = slope;
    rSquares[row] = this.rSquared;
    ends[row] = (this.#current[0] as number) + (this.#window[0] as number) * this.#perValue + slope * this.#half;
  }

  /** Rows that end with their block or before, after the first block. */
  #runInBlock(values: Float64Array, from: number, to: number, lines: LineColumns, shift: number): void {
    const { slopes, rSquares, ends } = lines;
    const period = this.#period;
    const half = this.#half;
    const perValue = this.#perValue;
    const known = this.#values;
    const oldSums = this.#sums;
    const oldProducts = this.#products;
    const oldSquares = this.#squares;
    const current = this.#current;
    const reference = current[0] as number;
    let sum = current[1] as number;
    let product = current[2] as number;
    let square = current[3] as number;
    let position = this.#counters[0] as number;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      known[position] = value;
      const distance = value - reference;
      sum += distance;
      product += position * distance;
      square += distance * distance;
      position++;
      const oldSum = oldSums[position] as number;
      const all = oldSum + sum;
      const crossed = (oldProducts[position] as number) + (product + (period - position) * sum);
      const slope = this.#slopeOf(all, crossed);
      const variance = this.#varianceOf(all, (oldSquares[position] as number) + square);
      slopes[row + shift] = slope;
      rSquares[row + shift] = this.#explainedShare(slope, variance);
      ends[row + shift] = reference + all * perValue + slope * half;
    }
    current[1] = sum;
    current[2] = product;
    current[3] = square;
    this.#counters[0] = position;
    if (position < period) return;
    // The end of a block has a reference of its own.
    this.#turn(known[period - 1] as number);
    this.#set(this.#sums[0] as number, this.#products[0] as number, this.#squares[0] as number);
    this.#write(lines, to - 1 + shift);
  }

  #runKernel(values: Float64Array, from: number, to: number, lines: LineColumns, at: number): void {
    const { slopes, rSquares, ends } = lines;
    const rows = to - from;
    const column = inputPointer(values, from, to, 0);
    const slope = outputPointer(slopes, at, 0);
    const rSquare = outputPointer(rSquares, at, 1);
    const end = outputPointer(ends, at, 2);
    const current = stateIn(this.#current, 0);
    const block = stateIn(this.#block, 4);
    const position = this.#counters[0] as number;
    this.#counters[0] =
      cellKernel?.lines(column, rows, slope, rSquare, end, block, current, this.#period, position) ?? 0;
    stateOut(this.#current, 0);
    stateOut(this.#block, 4);
    deliver(slopes, at, rows, 0);
    deliver(rSquares, at, rows, 1);
    deliver(ends, at, rows, 2);
  }

  #slopeOf(sum: number, products: number): number {
    return (products - this.#half * sum) * this.#perSquaredPosition;
  }

  #varianceOf(sum: number, squares: number): number {
    const mean = sum * this.#perValue;
    const variance = squares * this.#perValue - mean * mean;
    return variance < 0 ? 0 : variance;
  }

  #explainedShare(slope: number, variance: number): number {
    const explained = slope * slope * this.#positionVariance;
    if (variance === 0) return 0;
    return explained >= variance ? 1 : explained / variance;
  }

  #set(sum: number, products: number, squares: number): void {
    this.#window[0] = sum;
    this.#window[1] = products;
    this.#window[2] = squares;
  }

  #turn(value: number): void {
    const reference = value === value ? value : 0;
    let sum = 0;
    let products = 0;
    let squares = 0;
    for (let index = this.#period - 1; index >= 0; index--) {
      const distance = (this.#values[index] as number) - reference;
      products += sum;
      sum += distance;
      squares += distance * distance;
      this.#sums[index] = sum;
      this.#products[index] = products;
      this.#squares[index] = squares;
    }
    this.#current[0] = reference;
    this.#current.fill(0, 1);
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
