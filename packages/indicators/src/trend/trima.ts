import { RollingMean } from '../cells/rolling-mean.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Triangular moving average: a simple average of a simple average, so that the values in the middle of the window weigh
 * most. The two lengths add up to `period` + 1, as in TA-Lib.
 */
export class Trima extends SeriesIndicator {
  readonly #inner: RollingMean;
  readonly #outer: RollingMean;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('trima', 'period', period, 1);
    super({ id: 'trima', parameters: { period }, outputs: ['trima'], warmUp: [period] }, source);
    this.#inner = new RollingMean(this.memory, Math.floor(period / 2) + 1);
    this.#outer = new RollingMean(this.memory, Math.ceil(period / 2));
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) output[row] = this.#outer.step(this.#inner.step(values[row] as number));
  }
}
