import { quotient } from '../cells/quotient.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Balance of power (Livshin, 2001): close less open in proportion to high less low (0 without a range), averaged over
 * `period` bars.
 */
export class Bop extends Indicator {
  readonly #mean: RollingMean;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('bop', 'period', period, 1);
    super({ id: 'bop', parameters: { period }, outputs: ['bop'], warmUp: [period] }, ['open', 'high', 'low', 'close']);
    this.#mean = new RollingMean(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const range = (bars.high[row] as number) - (bars.low[row] as number);
      output[row] = this.#mean.step(quotient((bars.close[row] as number) - (bars.open[row] as number), range, 0));
    }
  }
}
