import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Exponential moving average, weight 2 / (period + 1), seeded with the mean of the first `period` values. */
export class Ema extends SeriesIndicator {
  readonly #average: ExponentialAverage;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('ema', 'period', period, 1);
    super({ id: 'ema', parameters: { period }, outputs: ['ema'], warmUp: [period] }, source);
    this.#average = new ExponentialAverage(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.#average.run(values, from, to, outputs[0] as Float64Array, from);
  }
}
