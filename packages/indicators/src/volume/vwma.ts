import { NOTHING as nothing } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

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
    const { close, volume } = bars;
    const products = scratch(0, to - from);
    const sums = scratch(1, to - from);
    const volumes = scratch(2, to - from);
    for (let row = from; row < to; row++) products[row - from] = (close[row] as number) * (volume[row] as number);
    this.#product.run(products, 0, to - from, sums, 0);
    this.#volume.run(volume, from, to, volumes, 0);
    this.#close.run(close, from, to, output, from, this.#period);
    for (let row = from; row < to; row++) {
      const amount = volumes[row - from] as number;
      if (Math.abs(amount) >= NOTHING) output[row] = (sums[row - from] as number) / amount;
    }
  }
}
