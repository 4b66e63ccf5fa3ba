import { Lag } from '../cells/lag.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Detrended price oscillator: the value of `period` / 2 + 1 bars ago (rounded down) less the mean of the last `period`
 * values, which is centred near that bar. It says what the price was against its trend then, and knows nothing later.
 */
export class Dpo extends SeriesIndicator {
  readonly #before: Lag;
  readonly #mean: RollingMean;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('dpo', 'period', period, 1);
    const lag = Math.floor(period / 2) + 1;
    const warmUp = [Math.max(period, lag + 1)];
    super({ id: 'dpo', parameters: { period }, outputs: ['dpo'], warmUp }, source);
    this.#before = new Lag(this.memory, lag);
    this.#mean = new RollingMean(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const before = this.#before.step(value);
      output[row] = before - this.#mean.step(value);
    }
  }
}
