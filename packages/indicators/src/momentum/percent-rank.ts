import { RollingRank } from '../cells/rolling-rank.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Percent rank: how many of the `period` values before this one are below it, in percent; equal ones count half, so that
 * a value that never changes has 50.
 */
export class PercentRank extends SeriesIndicator {
  readonly #period: number;
  readonly #rank: RollingRank;

  constructor({ period = 100, source }: SeriesOptions = {}) {
    requireWhole('percent-rank', 'period', period, 1);
    super({ id: 'percent-rank', parameters: { period }, outputs: ['percentRank'], warmUp: [period + 1] }, source);
    this.#period = period;
    this.#rank = new RollingRank(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const rank = this.#rank;
    for (let row = from; row < to; row++) {
      rank.step(values[row] as number);
      output[row] = (100 * (rank.below + rank.equal / 2)) / this.#period;
    }
  }
}
