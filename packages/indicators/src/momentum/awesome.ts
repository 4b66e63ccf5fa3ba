import { quotient } from '../cells/quotient.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface AwesomeOptions {
  readonly fast?: number;
  readonly slow?: number;
}

/**
 * Awesome oscillator (Williams, 1998): short less long simple average of the middle of the bars, as a difference of
 * prices, and in percent of the bar's middle (`percent`; 0 where that is 0).
 */
export class Awesome extends Indicator {
  readonly #fast: RollingMean;
  readonly #slow: RollingMean;

  constructor({ fast = 5, slow = 34 }: AwesomeOptions = {}) {
    requireWhole('awesome', 'fast', fast, 1);
    requireWhole('awesome', 'slow', slow, 1);
    const late = Math.max(fast, slow);
    super({ id: 'awesome', parameters: { fast, slow }, outputs: ['oscillator', 'percent'], warmUp: [late, late] }, [
      'high',
      'low',
    ]);
    this.#fast = new RollingMean(this.memory, fast);
    this.#slow = new RollingMean(this.memory, slow);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [oscillator, percent] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const middle = ((bars.high[row] as number) + (bars.low[row] as number)) / 2;
      const difference = this.#fast.step(middle) - this.#slow.step(middle);
      oscillator[row] = difference;
      percent[row] = quotient(100 * difference, middle, 0);
    }
  }
}
