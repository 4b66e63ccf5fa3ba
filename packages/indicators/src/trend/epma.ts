import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * End point moving average, also called least squares moving average: the value at the last bar of the straight line
 * that fits the last `period` values best.
 */
export class Epma extends SeriesIndicator {
  readonly #half: number;
  readonly #window: RollingRegression;

  constructor({ period = 10, source }: SeriesOptions = {}) {
    requireWhole('epma', 'period', period, 2);
    super({ id: 'epma', parameters: { period }, outputs: ['epma'], warmUp: [period] }, source);
    this.#half = (period - 1) / 2;
    this.#window = new RollingRegression(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const window = this.#window;
    for (let row = from; row < to; row++) {
      window.step(values[row] as number);
      output[row] = window.mean + window.slope * this.#half;
    }
  }
}
