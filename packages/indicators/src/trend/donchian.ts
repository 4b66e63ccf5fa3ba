import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Donchian channel: highest high and lowest low of the last `period` bars, this one included, and the middle. */
export class Donchian extends Indicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;

  constructor({ period = 20 }: BarsOptions = {}) {
    requireWhole('donchian', 'period', period, 1);
    const warmUp = [period, period, period];
    super({ id: 'donchian', parameters: { period }, outputs: ['upper', 'middle', 'lower'], warmUp });
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [upper, middle, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const highest = this.#highest.step(bars.high[row] as number);
      const lowest = this.#lowest.step(bars.low[row] as number);
      upper[row] = highest;
      middle[row] = (highest + lowest) / 2;
      lower[row] = lowest;
    }
  }
}
