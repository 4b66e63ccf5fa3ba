import { Lag } from '../cells/lag.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Price channel: highest high and lowest low of the `period` bars before this one, and their middle. */
export class PriceChannel extends Indicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #upper: Lag;
  readonly #lower: Lag;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('price-channel', 'period', period, 1);
    const outputs = ['upper', 'lower', 'middle'];
    const warmUp = outputs.map(() => period + 1);
    super({ id: 'price-channel', parameters: { period }, outputs, warmUp }, ['high', 'low']);
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#upper = new Lag(this.memory, 1);
    this.#lower = new Lag(this.memory, 1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [upper, lower, middle] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const highest = this.#upper.step(this.#highest.step(bars.high[row] as number));
      const lowest = this.#lower.step(this.#lowest.step(bars.low[row] as number));
      upper[row] = highest;
      lower[row] = lowest;
      middle[row] = (highest + lowest) / 2;
    }
  }
}
