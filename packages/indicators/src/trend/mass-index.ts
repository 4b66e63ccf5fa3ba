import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface MassIndexOptions {
  /** Bars over which the ratio is added up. */
  readonly period?: number;
  /** Length of both exponential averages of the range. */
  readonly average?: number;
}

/**
 * Mass index (Dorsey, 1992): the average range over the average of that average, added up over `period` bars. A ratio
 * counts as 1 where there was no range.
 */
export class MassIndex extends Indicator {
  readonly #first: ExponentialAverage;
  readonly #second: ExponentialAverage;
  readonly #sum: RollingSum;

  constructor({ period = 25, average = 9 }: MassIndexOptions = {}) {
    requireWhole('mass-index', 'period', period, 1);
    requireWhole('mass-index', 'average', average, 1);
    const warmUp = [2 * average + period - 2];
    const shape = { id: 'mass-index', parameters: { period, average }, outputs: ['massIndex'], warmUp };
    super(shape, ['high', 'low']);
    this.#first = new ExponentialAverage(this.memory, average);
    this.#second = new ExponentialAverage(this.memory, average);
    this.#sum = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const first = this.#first.step((bars.high[row] as number) - (bars.low[row] as number));
      output[row] = this.#sum.step(quotient(first, this.#second.step(first), 1));
    }
  }
}
