import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface TrixOptions {
  readonly period?: number;
  readonly signal?: number;
  readonly source?: BarColumn;
}

/**
 * TRIX (Hutson, 1983): change in percent from bar to bar of an EMA of an EMA of an EMA, 0 where that is 0; and its EMA
 * as signal. All three averages start at the mean of the first `period` values.
 */
export class Trix extends SeriesIndicator {
  readonly #period: number;
  readonly #weight: number;
  readonly #first: ExponentialAverage;
  /** The second and the third average. */
  readonly #averages: Float64Array;
  readonly #seen: Int32Array;
  readonly #signal: ExponentialAverage;

  constructor({ period = 15, signal = 9, source }: TrixOptions = {}) {
    requireWhole('trix', 'period', period, 1);
    requireWhole('trix', 'signal', signal, 1);
    const warmUp = [period + 1, period + signal];
    super({ id: 'trix', parameters: { period, signal }, outputs: ['trix', 'signal'], warmUp }, source);
    this.#period = period;
    this.#weight = 2 / (period + 1);
    this.#first = new ExponentialAverage(this.memory, period);
    this.#averages = this.memory.numbers(2);
    this.#seen = this.memory.counters(1);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [trix, signal] = outputs as [Float64Array, Float64Array];
    const averages = this.#averages;
    for (let row = from; row < to; row++) {
      const first = this.#first.step(values[row] as number);
      const seen = this.#seen[0] as number;
      let change = Number.NaN;
      if (seen < this.#period) {
        this.#seen[0] = seen + 1;
        averages.fill(first);
      } else {
        const second = (averages[0] as number) + this.#weight * (first - (averages[0] as number));
        const before = averages[1] as number;
        const third = before + this.#weight * (second - before);
        averages[0] = second;
        averages[1] = third;
        change = quotient(100 * (third - before), before, 0);
      }
      trix[row] = change;
      signal[row] = this.#signal.step(change);
    }
  }
}
