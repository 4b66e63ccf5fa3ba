import { RollingWeightedMean } from '../cells/rolling-weighted-mean.ts';
import { scratch } from '../cells/scratch.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Hull moving average: WMA over sqrt(period) of 2 WMA(period / 2) - WMA(period) (Hull, 2005). */
export class Hma extends SeriesIndicator {
  readonly #half: RollingWeightedMean;
  readonly #whole: RollingWeightedMean;
  readonly #smooth: RollingWeightedMean;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('hma', 'period', period, 2);
    const root = Math.floor(Math.sqrt(period));
    super({ id: 'hma', parameters: { period }, outputs: ['hma'], warmUp: [period + root - 1] }, source);
    this.#half = new RollingWeightedMean(this.memory, Math.floor(period / 2));
    this.#whole = new RollingWeightedMean(this.memory, period);
    this.#smooth = new RollingWeightedMean(this.memory, root);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const half = scratch(0, to - from);
    const whole = scratch(1, to - from);
    this.#half.run(values, from, to, half, 0);
    this.#whole.run(values, from, to, whole, 0);
    for (let row = 0; row < to - from; row++) half[row] = 2 * (half[row] as number) - (whole[row] as number);
    this.#smooth.run(half, 0, to - from, outputs[0] as Float64Array, from);
  }
}
