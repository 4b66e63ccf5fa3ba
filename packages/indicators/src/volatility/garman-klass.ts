import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Garman and Klass's volatility per bar (1980): sqrt(mean of ½ ln(high / low)² - (2 ln 2 - 1) ln(close / open)²).
 * NaN where a price is not positive.
 */
export class GarmanKlass extends Indicator {
  readonly #period: number;
  readonly #sum: RollingSum;

  constructor({ period = 24 }: BarsOptions = {}) {
    requireWhole('garman-klass', 'period', period, 1);
    super({ id: 'garman-klass', parameters: { period }, outputs: ['volatility'], warmUp: [period] }, [
      'open',
      'high',
      'low',
      'close',
    ]);
    this.#period = period;
    this.#sum = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const range = Math.log((bars.high[row] as number) / (bars.low[row] as number));
      const move = Math.log((bars.close[row] as number) / (bars.open[row] as number));
      const sum = this.#sum.step(0.5 * range * range - (2 * Math.LN2 - 1) * move * move);
      output[row] = Math.sqrt(Math.max(0, sum) / this.#period);
    }
  }
}
