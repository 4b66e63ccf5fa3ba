import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Weighted moving average: weights 1 (oldest) to `period` (latest). */
export class Wma extends SeriesIndicator {
  readonly #window: RollingRegression;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('wma', 'period', period, 1);
    super({ id: 'wma', parameters: { period }, outputs: ['wma'], warmUp: [period] }, source);
    this.#window = new RollingRegression(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      this.#window.step(values[row] as number);
      output[row] = this.#window.weightedMean;
    }
  }
}
