import { RollingWeightedMean } from '../cells/rolling-weighted-mean.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Weighted moving average: weights 1 (oldest) to `period` (latest). */
export class Wma extends SeriesIndicator {
  readonly #mean: RollingWeightedMean;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('wma', 'period', period, 1);
    super({ id: 'wma', parameters: { period }, outputs: ['wma'], warmUp: [period] }, source);
    this.#mean = new RollingWeightedMean(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.#mean.run(values, from, to, outputs[0] as Float64Array, from);
  }
}
