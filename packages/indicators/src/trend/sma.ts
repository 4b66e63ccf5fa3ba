import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Simple moving average: the mean of the last `period` values. */
export class Sma extends SeriesIndicator {
  readonly #period: number;
  readonly #sum: RollingSum;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('sma', 'period', period, 1);
    super({ id: 'sma', parameters: { period }, outputs: ['sma'], warmUp: [period] }, source);
    this.#period = period;
    this.#sum = new RollingSum(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    this.#sum.run(values, from, to, outputs[0] as Float64Array, from, this.#period);
  }
}
