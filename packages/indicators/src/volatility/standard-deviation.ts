import { NOTHING as nothing } from '../cells/quotient.ts';
import { columnKernel, deliver, deliverFrom, inputPointer, outputPointer } from '../cells/kernel.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { scratch } from '../cells/scratch.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

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
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const rows = to - from;
      const means = scratch(0, rows);
      const deviations = scratch(1, rows);
      this.#moments.run(values, from, to, means, deviations, 0);
      const column = inputPointer(values, from, to, 0);
      kernel.scores(column, means.byteOffset, deviations.byteOffset, rows, outputPointer(zScore, from, 0));
      deliver(zScore, from, rows, 0);
      deliverFrom(means, mean, from, rows);
      return deliverFrom(deviations, deviation, from, rows);
    }
    this.#moments.run(values, from, to, mean, deviation, from);
    for (let row = from; row < to; row++) {
      const spread = deviation[row] as number;
      zScore[row] = Math.abs(spread) < NOTHING ? 0 : ((values[row] as number) - (mean[row] as number)) / spread;
    }
  }
}
