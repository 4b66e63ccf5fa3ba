import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Directional movement (Wilder, 1978): +DI and -DI in percent of the true range, their contrast DX, and its average
 * ADX. +DI and -DI are 0 where nothing moved, DX is 0 where both are.
 */
export class Adx extends Indicator {
  readonly #trueRange: TrueRangeStep;
  readonly #previousHigh: Lag;
  readonly #previousLow: Lag;
  readonly #range: ExponentialAverage;
  readonly #plus: ExponentialAverage;
  readonly #minus: ExponentialAverage;
  readonly #adx: ExponentialAverage;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('adx', 'period', period, 1);
    const warmUp = [2 * period, period + 1, period + 1, period + 1];
    super({ id: 'adx', parameters: { period }, outputs: ['adx', 'plus', 'minus', 'dx'], warmUp });
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#previousHigh = new Lag(this.memory, 1);
    this.#previousLow = new Lag(this.memory, 1);
    this.#range = new ExponentialAverage(this.memory, period, 1 / period);
    this.#plus = new ExponentialAverage(this.memory, period, 1 / period);
    this.#minus = new ExponentialAverage(this.memory, period, 1 / period);
    this.#adx = new ExponentialAverage(this.memory, period, 1 / period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [adx, plus, minus, dx] = outputs as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const up = high - this.#previousHigh.step(high);
      const down = this.#previousLow.step(low) - low;
      const range = this.#range.step(this.#trueRange.step(high, low, bars.close[row] as number));
      const plusMove = this.#plus.step(up !== up ? up : up > down && up > 0 ? up : 0);
      const minusMove = this.#minus.step(down !== down ? down : down > up && down > 0 ? down : 0);
      const plusIndex = range === 0 ? 0 : (100 * plusMove) / range;
      const minusIndex = range === 0 ? 0 : (100 * minusMove) / range;
      const sum = plusIndex + minusIndex;
      const contrast = sum === 0 ? 0 : (100 * Math.abs(plusIndex - minusIndex)) / sum;
      plus[row] = plusIndex;
      minus[row] = minusIndex;
      dx[row] = contrast;
      adx[row] = this.#adx.step(contrast);
    }
  }
}
