import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Places of the numbers that are carried from value to value. */
const LAST = 0;
const LAST_BUT_ONE = 1;
const VALUE = 2;

/**
 * Super smoother (Ehlers, 2013): a two-pole Butterworth filter of the mean of the last two values, which takes out
 * cycles shorter than `period`. It stands at the value itself for the first two values.
 */
export class SuperSmoother extends SeriesIndicator {
  readonly #period: number;
  readonly #weightLast: number;
  readonly #weightLastButOne: number;
  readonly #numbers: Float64Array;
  /** How many values were seen, up to `period`. */
  readonly #seen: Int32Array;

  constructor({ period = 10, source }: SeriesOptions = {}) {
    requireWhole('super-smoother', 'period', period, 2);
    super({ id: 'super-smoother', parameters: { period }, outputs: ['smooth'], warmUp: [period] }, source);
    const angle = (Math.SQRT2 * Math.PI) / period;
    const decay = Math.exp(-angle);
    this.#period = period;
    this.#weightLast = 2 * decay * Math.cos(angle);
    this.#weightLastButOne = -decay * decay;
    this.#numbers = this.memory.numbers(3);
    this.#seen = this.memory.counters(1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const numbers = this.#numbers;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const seen = Math.min((this.#seen[0] as number) + 1, this.#period);
      // Distances from the middle: the three weights add up to 1 only on paper.
      const middle = (value + (numbers[VALUE] as number)) / 2;
      const last = (numbers[LAST] as number) - middle;
      const lastButOne = (numbers[LAST_BUT_ONE] as number) - middle;
      const smooth = seen <= 2 ? value : middle + this.#weightLast * last + this.#weightLastButOne * lastButOne;
      numbers[LAST_BUT_ONE] = numbers[LAST] as number;
      numbers[LAST] = smooth;
      numbers[VALUE] = value;
      this.#seen[0] = seen;
      output[row] = seen < this.#period ? Number.NaN : smooth;
    }
  }
}
