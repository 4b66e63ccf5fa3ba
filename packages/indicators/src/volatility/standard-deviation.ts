import { RollingMoments } from '../cells/rolling-moments.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Population standard deviation of the last `period` values, their mean, and the last value's z-score (0 without any). */
export class StandardDeviation extends SeriesIndicator {
  readonly #moments: RollingMoments;

  constructor({ period = 14, source }: SeriesOptions = {}) {
    requireWhole('standard-deviation', 'period', period, 2);
    const outputs = ['deviation', 'mean', 'zScore'];
    super({ id: 'standard-deviation', parameters: { period }, outputs, warmUp: [period, period, period] }, source);
    this.#moments = new RollingMoments(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [deviation, mean, zScore] = outputs as [Float64Array, Float64Array, Float64Array];
    const moments = this.#moments;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      moments.step(value);
      const spread = Math.sqrt(moments.variance);
      const centre = moments.mean;
      deviation[row] = spread;
      mean[row] = centre;
      zScore[row] = spread === 0 ? 0 : (value - centre) / spread;
    }
  }
}
