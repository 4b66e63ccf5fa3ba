import { RollingRank } from '../cells/rolling-rank.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';

export interface AtrRankOptions {
  readonly period?: number;
  /** Values before the last one among which it is ranked. */
  readonly rank?: number;
}

/**
 * Percent rank of the average true range in percent of the close: how many of the `rank` values before are below it, in
 * percent; equal ones count half.
 */
export class AtrRank extends Indicator {
  readonly #values: number;
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;
  readonly #rank: RollingRank;

  constructor({ period = 14, rank = 100 }: AtrRankOptions = {}) {
    requireWhole('atr-rank', 'period', period, 1);
    requireWhole('atr-rank', 'rank', rank, 1);
    const warmUp = [period + rank + 1];
    super({ id: 'atr-rank', parameters: { period, rank }, outputs: ['rank'], warmUp }, ['high', 'low', 'close']);
    this.#values = rank;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
    this.#rank = new RollingRank(this.memory, rank);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const rank = this.#rank;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const range = this.#trueRange.step(bars.high[row] as number, bars.low[row] as number, close);
      rank.step(quotient(this.#average.step(range), close, 0));
      output[row] = (100 * (rank.below + rank.equal / 2)) / this.#values;
    }
  }
}
