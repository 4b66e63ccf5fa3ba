import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Relative strength index (Wilder, 1978): average gain in percent of average gain and loss; 50 where nothing moved. */
export class Rsi extends SeriesIndicator {
  readonly #previous: Lag;
  readonly #gain: ExponentialAverage;
  readonly #loss: ExponentialAverage;

  constructor({ period = 14, source }: SeriesOptions = {}) {
    requireWhole('rsi', 'period', period, 1);
    super({ id: 'rsi', parameters: { period }, outputs: ['rsi'], warmUp: [period + 1] }, source);
    this.#previous = new Lag(this.memory, 1);
    this.#gain = new ExponentialAverage(this.memory, period, 1 / period);
    this.#loss = new ExponentialAverage(this.memory, period, 1 / period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    let row = from;
    for (; row < to && !this.#loss.seeded; row++) {
      const value = values[row] as number;
      const change = value - this.#previous.step(value);
      const gain = this.#gain.step(Math.max(change, 0));
      const loss = this.#loss.step(Math.max(-change, 0));
      const sum = gain + loss;
      output[row] = sum === 0 ? 50 : (100 * gain) / sum;
    }
    const { weight } = this.#gain;
    let previous = this.#previous.next;
    let gain = this.#gain.value;
    let loss = this.#loss.value;
    this.#previous.skip(values, row, to);
    for (; row < to; row++) {
      const value = values[row] as number;
      const change = value - previous;
      const size = Math.abs(change);
      // Half of the sum is the change where it is positive, and exactly 0 elsewhere: without a branch to guess wrongly.
      gain += weight * ((size + change) / 2 - gain);
      loss += weight * ((size - change) / 2 - loss);
      previous = value;
      const sum = gain + loss;
      output[row] = sum === 0 ? 50 : (100 * gain) / sum;
    }
    this.#gain.value = gain;
    this.#loss.value = loss;
  }
}
