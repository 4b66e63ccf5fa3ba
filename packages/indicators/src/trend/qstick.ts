import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Qstick (Chande, 1994): the mean of close less open of the last `period` bars. */
export class Qstick extends Indicator {
  readonly #mean: RollingMean;

  constructor({ period = 8 }: BarsOptions = {}) {
    requireWhole('qstick', 'period', period, 1);
    super({ id: 'qstick', parameters: { period }, outputs: ['qstick'], warmUp: [period] }, ['open', 'close']);
    this.#mean = new RollingMean(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      output[row] = this.#mean.step((bars.close[row] as number) - (bars.open[row] as number));
    }
  }
}
