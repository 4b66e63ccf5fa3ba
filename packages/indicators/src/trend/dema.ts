import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Double exponential moving average: 2 EMA - EMA of EMA (Mulloy, 1994). */
export class Dema extends SeriesIndicator {
  readonly #first: ExponentialAverage;
  readonly #second: ExponentialAverage;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('dema', 'period', period, 1);
    super({ id: 'dema', parameters: { period }, outputs: ['dema'], warmUp: [2 * period - 1] }, source);
    this.#first = new ExponentialAverage(this.memory, period);
    this.#second = new ExponentialAverage(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    let row = from;
    for (; row < to && !this.#second.seeded; row++) {
      const first = this.#first.step(values[row] as number);
      output[row] = 2 * first - this.#second.step(first);
    }
    const { weight } = this.#first;
    let first = this.#first.value;
    let second = this.#second.value;
    for (; row < to; row++) {
      first += weight * ((values[row] as number) - first);
      second += weight * (first - second);
      output[row] = 2 * first - second;
    }
    this.#first.value = first;
    this.#second.value = second;
  }
}
