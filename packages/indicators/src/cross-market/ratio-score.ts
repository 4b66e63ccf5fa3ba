import { quotient } from '../cells/quotient.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { PairIndicator } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import type { Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';

/** A quotient of a greater size is no price of one thing in another. */
const RATIO_MAX = 1e60;

/**
 * What one x is worth in y (x / y), its mean over `period` bars, and how many of its deviations it is away from that.
 * The ratio is 0 where y is 0 or the quotient is above 1e60 in size; the score is 0 where the ratio does not vary.
 */
export class RatioScore extends PairIndicator {
  readonly #moments: RollingMoments;

  constructor({ period = 50 }: BarsOptions = {}) {
    requireWhole('ratio-score', 'period', period, 2);
    const outputs = ['ratio', 'mean', 'zScore'];
    super({ id: 'ratio-score', parameters: { period }, outputs, warmUp: [1, period, period] });
    this.#moments = new RollingMoments(this.memory, period);
  }

  compute(pairs: Columns<'x' | 'y'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [ratios, means, zScores] = outputs as [Float64Array, Float64Array, Float64Array];
    const moments = this.#moments;
    for (let row = from; row < to; row++) {
      const price = quotient(pairs.x[row] as number, pairs.y[row] as number, 0);
      const value = Math.abs(price) <= RATIO_MAX ? price : 0;
      moments.step(value);
      const mean = moments.mean;
      ratios[row] = value;
      means[row] = mean;
      zScores[row] = quotient(value - mean, Math.sqrt(moments.variance), 0);
    }
  }
}
