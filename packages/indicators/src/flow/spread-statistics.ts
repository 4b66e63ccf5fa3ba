import { quotient } from '../cells/quotient.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import type { BarsOptions } from '../contract/options.ts';
import { StreamIndicator, type Columns } from '../contract/stream-indicator.ts';
import { requireWhole } from '../errors.ts';

/**
 * The spread in price, its mean and deviation (population) over the last `period` ticks, and how many deviations it is
 * away from the mean; 0 where it does not vary.
 */
export class SpreadStatistics extends StreamIndicator<'bid' | 'ask'> {
  readonly #moments: RollingMoments;

  constructor({ period = 100 }: BarsOptions = {}) {
    requireWhole('spread-statistics', 'period', period, 2);
    const outputs = ['spread', 'mean', 'deviation', 'zScore'];
    const warmUp = [1, period, period, period];
    super({ id: 'spread-statistics', parameters: { period }, outputs, warmUp }, ['bid', 'ask']);
    this.#moments = new RollingMoments(this.memory, period);
  }

  compute(ticks: Columns<'bid' | 'ask'>, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [spreads, means, deviations, zScores] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    const moments = this.#moments;
    for (let row = from; row < to; row++) {
      const spread = (ticks.ask[row] as number) - (ticks.bid[row] as number);
      moments.step(spread);
      const mean = moments.mean;
      const deviation = Math.sqrt(moments.variance);
      spreads[row] = spread;
      means[row] = mean;
      deviations[row] = deviation;
      zScores[row] = quotient(spread - mean, deviation, 0);
    }
  }
}
