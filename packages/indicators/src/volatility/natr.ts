import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Normalized average true range: in percent of the close, 0 where that is 0. */
export class Natr extends Indicator {
  readonly #trueRange: TrueRangeStep;
  readonly #average: ExponentialAverage;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('natr', 'period', period, 1);
    const warmUp = [period + 1];
    super({ id: 'natr', parameters: { period }, outputs: ['natr'], warmUp }, ['high', 'low', 'close']);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#average = new ExponentialAverage(this.memory, period, 1 / period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const range = this.#trueRange.step(bars.high[row] as number, bars.low[row] as number, close);
      output[row] = quotient(100 * this.#average.step(range), close, 0);
    }
  }
}
