import { RollingMaxAge } from '../cells/rolling-max-age.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Aroon (Chande, 1995): how recent the highest high and the lowest low of `period` + 1 bars are, 100 (now) to 0. */
export class Aroon extends Indicator {
  readonly #period: number;
  readonly #high: RollingMaxAge;
  readonly #low: RollingMaxAge;

  constructor({ period = 25 }: BarsOptions = {}) {
    requireWhole('aroon', 'period', period, 1);
    const warmUp = [period + 1, period + 1, period + 1];
    super({ id: 'aroon', parameters: { period }, outputs: ['up', 'down', 'oscillator'], warmUp }, ['high', 'low']);
    this.#period = period;
    this.#high = new RollingMaxAge(this.memory, period + 1);
    this.#low = new RollingMaxAge(this.memory, period + 1);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [up, down, oscillator] = outputs as [Float64Array, Float64Array, Float64Array];
    const period = this.#period;
    for (let row = from; row < to; row++) {
      const highAge = this.#high.step(bars.high[row] as number);
      const lowAge = this.#low.step(-(bars.low[row] as number));
      up[row] = (100 * (period - highAge)) / period;
      down[row] = (100 * (period - lowAge)) / period;
      oscillator[row] = (up[row] as number) - (down[row] as number);
    }
  }
}
