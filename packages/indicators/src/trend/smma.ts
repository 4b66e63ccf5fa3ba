import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Smoothed moving average, also called Wilder's or RMA: weight 1 / period, seeded with the mean of the first values. */
export class Smma extends SeriesIndicator {
  readonly #average: ExponentialAverage;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('smma', 'period', period, 1);
    super({ id: 'smma', parameters: { period }, outputs: ['smma'], warmUp: [period] }, source);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.#average.run(values, from, to, outputs[0] as Float64Array, from);
  }
}
