import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Sums for a straight line through the last `period` values at the positions 0 (oldest) to `period - 1`, in constant
 * time, by blocks and around a reference as in `RollingMoments`.
 */
export class RollingRegression {
  readonly #period: number;
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
    this.#values = memory.numbers(period);
    this.#sums = memory.numbers(period);
    this.#products = memory.numbers(period);
    this.#squares = memory.numbers(period);
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
    const period = this.#period;
    const centred = (this.#window[1] as number) - ((period - 1) / 2) * (this.#window[0] as number);
    return centred / ((period * (period * period - 1)) / 12);
  }

  /** Population variance. */
  get variance(): number {
    const mean = (this.#window[0] as number) / this.#period;
    return Math.max(0, (this.#window[2] as number) / this.#period - mean * mean);
  }

  /** Share of the variance that the line explains; 0 where there is no variance. */
  get rSquared(): number {
    const variance = this.variance;
    if (variance === 0) return 0;
    const slope = this.slope;
    const explained = (slope * slope * (this.#period * this.#period - 1)) / 12;
    return explained >= variance ? 1 : explained / variance;
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
    const oldProducts = (this.#products[position] as number) - position * oldSum;
    const newProducts = products + (this.#period - position) * sum;
    this.#set(oldSum + sum, oldProducts + newProducts, (this.#squares[position] as number) + squares);
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
      sum += distance;
      products += index * distance;
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
