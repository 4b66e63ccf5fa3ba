import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Lag } from '../cells/lag.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { indicatorErrors, requireWhole } from '../errors.ts';

/**
 * Fractal adaptive moving average (Ehlers, 2005) of (high + low) / 2. Its weight is exp(-4.6 (D - 1)), kept within 0.01
 * and 1, where D = (log(N1 + N2) - log N3) / log 2 is the fractal dimension, from the ranges of the two halves of the
 * window per bar (N1, N2) and of the whole (N3). Where one of them is not positive, D stays as it was; it starts at 1.
 * Until the window is full the average is the middle of the last bar.
 */
export class Frama extends Indicator {
  readonly #half: number;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #highestBefore: Lag;
  readonly #lowestBefore: Lag;
  /** The average; the dimension less 1. */
  readonly #numbers: Float64Array;

  constructor({ period = 16 }: BarsOptions = {}) {
    requireWhole('frama', 'period', period, 2);
    if (period % 2 !== 0) {
      const expected = 'an even number, for the window has two halves';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({
        indicator: 'frama',
        parameter: 'period',
        value: period,
        expected,
      });
    }
    super({ id: 'frama', parameters: { period }, outputs: ['frama'], warmUp: [period] }, ['high', 'low']);
    this.#half = period / 2;
    this.#highest = new RollingMax(this.memory, this.#half);
    this.#lowest = new RollingMin(this.memory, this.#half);
    this.#highestBefore = new Lag(this.memory, this.#half);
    this.#lowestBefore = new Lag(this.memory, this.#half);
    this.#numbers = this.memory.numbers(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const numbers = this.#numbers;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const middle = (high + low) / 2;
      const highest = this.#highest.step(high);
      const lowest = this.#lowest.step(low);
      const highestBefore = this.#highestBefore.step(highest);
      const lowestBefore = this.#lowestBefore.step(lowest);
      const last = (highest - lowest) / this.#half;
      const first = (highestBefore - lowestBefore) / this.#half;
      if (first !== first) {
        numbers[0] = middle;
        output[row] = Number.NaN;
        continue;
      }
      const whole = (Math.max(highest, highestBefore) - Math.min(lowest, lowestBefore)) / (2 * this.#half);
      if (last > 0 && first > 0 && whole > 0) numbers[1] = Math.log2((first + last) / whole) - 1;
      const weight = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (numbers[1] as number))));
      numbers[0] = (numbers[0] as number) + weight * (middle - (numbers[0] as number));
      output[row] = numbers[0];
    }
  }
}
