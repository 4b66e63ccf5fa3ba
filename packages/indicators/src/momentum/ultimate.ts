import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface UltimateOptions {
  readonly short?: number;
  readonly middle?: number;
  readonly long?: number;
}

/**
 * Ultimate oscillator (Williams, 1985): buying pressure (close less true low) in proportion to the true range over three
 * periods, weighted 4, 2 and 1, in percent. A period without a range counts as 50.
 */
export class Ultimate extends Indicator {
  readonly #previousClose: Lag;
  readonly #shortPressure: RollingSum;
  readonly #shortRange: RollingSum;
  readonly #middlePressure: RollingSum;
  readonly #middleRange: RollingSum;
  readonly #longPressure: RollingSum;
  readonly #longRange: RollingSum;

  constructor({ short = 7, middle = 14, long = 28 }: UltimateOptions = {}) {
    requireWhole('ultimate', 'short', short, 1);
    requireWhole('ultimate', 'middle', middle, 1);
    requireWhole('ultimate', 'long', long, 1);
    const warmUp = [Math.max(short, middle, long) + 1];
    super({ id: 'ultimate', parameters: { short, middle, long }, outputs: ['ultimate'], warmUp }, [
      'high',
      'low',
      'close',
    ]);
    this.#previousClose = new Lag(this.memory, 1);
    this.#shortPressure = new RollingSum(this.memory, short);
    this.#shortRange = new RollingSum(this.memory, short);
    this.#middlePressure = new RollingSum(this.memory, middle);
    this.#middleRange = new RollingSum(this.memory, middle);
    this.#longPressure = new RollingSum(this.memory, long);
    this.#longRange = new RollingSum(this.memory, long);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const previous = this.#previousClose.step(close);
      const trueLow = Math.min(bars.low[row] as number, previous);
      const range = Math.max(bars.high[row] as number, previous) - trueLow;
      const pressure = close - trueLow;
      const short = quotient(this.#shortPressure.step(pressure), this.#shortRange.step(range), 0.5);
      const middle = quotient(this.#middlePressure.step(pressure), this.#middleRange.step(range), 0.5);
      const long = quotient(this.#longPressure.step(pressure), this.#longRange.step(range), 0.5);
      output[row] = (100 * (4 * short + 2 * middle + long)) / 7;
    }
  }
}
