import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Hull moving average: WMA over sqrt(period) of 2 WMA(period / 2) - WMA(period) (Hull, 2005). */
export class Hma extends SeriesIndicator {
  readonly #half: RollingRegression;
  readonly #whole: RollingRegression;
  readonly #smooth: RollingRegression;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('hma', 'period', period, 2);
    const root = Math.floor(Math.sqrt(period));
    super({ id: 'hma', parameters: { period }, outputs: ['hma'], warmUp: [period + root - 1] }, source);
    this.#half = new RollingRegression(this.memory, Math.floor(period / 2));
    this.#whole = new RollingRegression(this.memory, period);
    this.#smooth = new RollingRegression(this.memory, root);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      this.#half.step(values[row] as number);
      this.#whole.step(values[row] as number);
      this.#smooth.step(2 * this.#half.weightedMean - this.#whole.weightedMean);
      output[row] = this.#smooth.weightedMean;
    }
  }
}
