import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Williams %R: distance of the close from the highest high of `period` bars, -100 to 0; -50 without a range. */
export class WilliamsR extends Indicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('williams-r', 'period', period, 1);
    super({ id: 'williams-r', parameters: { period }, outputs: ['williamsR'], warmUp: [period] });
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const highest = this.#highest.step(bars.high[row] as number);
      const lowest = this.#lowest.step(bars.low[row] as number);
      const range = highest - lowest;
      output[row] = range === 0 ? -50 : (-100 * (highest - (bars.close[row] as number))) / range;
    }
  }
}
