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
  readonly #pressure: readonly RollingSum[];
  readonly #range: readonly RollingSum[];

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
    this.#pressure = [short, middle, long].map((period) => new RollingSum(this.memory, period));
    this.#range = [short, middle, long].map((period) => new RollingSum(this.memory, period));
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const previous = this.#previousClose.step(close);
      const trueLow = Math.min(bars.low[row] as number, previous);
      const range = Math.max(bars.high[row] as number, previous) - trueLow;
      const short = this.#share(0, close - trueLow, range);
      const middle = this.#share(1, close - trueLow, range);
      output[row] = (100 * (4 * short + 2 * middle + this.#share(2, close - trueLow, range))) / 7;
    }
  }

  #share(index: 0 | 1 | 2, pressure: number, range: number): number {
    const sum = (this.#pressure[index] as RollingSum).step(pressure);
    return quotient(sum, (this.#range[index] as RollingSum).step(range), 0.5);
  }
}
