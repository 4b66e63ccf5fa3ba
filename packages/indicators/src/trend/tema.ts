import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Triple exponential moving average: 3 EMA - 3 EMA of EMA + EMA of EMA of EMA (Mulloy, 1994). */
export class Tema extends SeriesIndicator {
  readonly #first: ExponentialAverage;
  readonly #second: ExponentialAverage;
  readonly #third: ExponentialAverage;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('tema', 'period', period, 1);
    super({ id: 'tema', parameters: { period }, outputs: ['tema'], warmUp: [3 * period - 2] }, source);
    this.#first = new ExponentialAverage(this.memory, period);
    this.#second = new ExponentialAverage(this.memory, period);
    this.#third = new ExponentialAverage(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    let row = from;
    for (; row < to && !this.#third.seeded; row++) {
      const first = this.#first.step(values[row] as number);
      const second = this.#second.step(first);
      output[row] = 3 * first - 3 * second + this.#third.step(second);
    }
    const { weight } = this.#first;
    let first = this.#first.value;
    let second = this.#second.value;
    let third = this.#third.value;
    for (; row < to; row++) {
      first += weight * ((values[row] as number) - first);
      second += weight * (first - second);
      third += weight * (second - third);
      output[row] = 3 * first - 3 * second + third;
    }
    this.#first.value = first;
    this.#second.value = second;
    this.#third.value = third;
  }
}
