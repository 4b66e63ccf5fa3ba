import { quotient } from '../cells/quotient.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** A position nearer to the edge than this is moved to `CLIPPED`: at 1 the transform is infinite. */
const EDGE = 0.99;
const CLIPPED = 0.999;

/**
 * Fisher transform (Ehlers, 2002): the place of the bar's middle in the range of `period` middles, -1 to 1, smoothed and
 * stretched by ½ ln((1 + x) / (1 - x)) so that extremes stand out. `trigger` is the value one bar before. Without a
 * range the place is the middle. Smoothing starts from 0 at the first whole window.
 */
export class Fisher extends Indicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  /** Smoothed place, transform, and whether there was one. */
  readonly #state: Float64Array;

  constructor({ period = 10 }: BarsOptions = {}) {
    requireWhole('fisher', 'period', period, 1);
    const warmUp = [period, period + 1];
    super({ id: 'fisher', parameters: { period }, outputs: ['fisher', 'trigger'], warmUp }, ['high', 'low']);
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#state = this.memory.numbers(3);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [fisher, trigger] = outputs as [Float64Array, Float64Array];
    const state = this.#state;
    for (let row = from; row < to; row++) {
      const middle = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      const highest = this.#highest.step(middle);
      const lowest = this.#lowest.step(middle);
      trigger[row] = (state[2] as number) === 1 ? (state[1] as number) : Number.NaN;
      fisher[row] = Number.NaN;
      if (highest !== highest) continue;
      const place = quotient(middle - lowest, highest - lowest, 0.5) - 0.5;
      let smooth = 0.33 * 2 * place + 0.67 * (state[0] as number);
      if (smooth > EDGE) smooth = CLIPPED;
      else if (smooth < -EDGE) smooth = -CLIPPED;
      const value = 0.5 * Math.log((1 + smooth) / (1 - smooth)) + 0.5 * (state[1] as number);
      state[0] = smooth;
      state[1] = value;
      state[2] = 1;
      fisher[row] = value;
    }
  }
}
