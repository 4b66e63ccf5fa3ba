import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Money flow index (Quong and Soudack): flow at rising typical prices in percent of all flow; 50 without any. */
export class Mfi extends Indicator {
  readonly #previous: Lag;
  readonly #positive: RollingSum;
  readonly #negative: RollingSum;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('mfi', 'period', period, 1);
    super({ id: 'mfi', parameters: { period }, outputs: ['mfi'], warmUp: [period + 1] });
    this.#previous = new Lag(this.memory, 1);
    this.#positive = new RollingSum(this.memory, period);
    this.#negative = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const typical = ((bars.high[row] as number) + (bars.low[row] as number) + (bars.close[row] as number)) / 3;
      const change = typical - this.#previous.step(typical);
      const flow = typical * (bars.volume[row] as number);
      const positive = this.#positive.step(change !== change ? change : change > 0 ? flow : 0);
      const negative = this.#negative.step(change !== change ? change : change < 0 ? flow : 0);
      const all = positive + negative;
      output[row] = all === 0 ? 50 : (100 * positive) / all;
    }
  }
}
