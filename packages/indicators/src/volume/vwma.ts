import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Volume-weighted moving average of the close; the plain average where there is no volume. */
export class Vwma extends Indicator {
  readonly #period: number;
  readonly #product: RollingSum;
  readonly #volume: RollingSum;
  readonly #close: RollingSum;

  constructor({ period = 10 }: BarsOptions = {}) {
    requireWhole('vwma', 'period', period, 1);
    super({ id: 'vwma', parameters: { period }, outputs: ['vwma'], warmUp: [period] }, ['close', 'volume']);
    this.#period = period;
    this.#product = new RollingSum(this.memory, period);
    this.#volume = new RollingSum(this.memory, period);
    this.#close = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const amount = bars.volume[row] as number;
      const product = this.#product.step(close * amount);
      const volume = this.#volume.step(amount);
      const plain = this.#close.step(close) / this.#period;
      output[row] = volume === 0 ? plain : product / volume;
    }
  }
}
