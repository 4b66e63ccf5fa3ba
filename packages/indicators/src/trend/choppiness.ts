import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Choppiness (Dreiss): 100 log(sum of true ranges / whole range) / log(period), from 0 (one straight move) to 100.
 * The whole range is that of true highs and lows, which include the close before each bar. 100 where nothing moved.
 */
export class Choppiness extends Indicator {
  readonly #logPeriod: number;
  readonly #trueRange: TrueRangeStep;
  readonly #previousClose: Float64Array;
  readonly #sum: RollingSum;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('choppiness', 'period', period, 2);
    super({ id: 'choppiness', parameters: { period }, outputs: ['choppiness'], warmUp: [period + 1] });
    this.#logPeriod = Math.log(period);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#previousClose = this.memory.numbers(1);
    this.#sum = new RollingSum(this.memory, period);
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const range = this.#trueRange.step(high, low, close);
      const sum = this.#sum.step(range);
      const previous = range === range ? (this.#previousClose[0] as number) : Number.NaN;
      const whole = this.#highest.step(Math.max(high, previous)) - this.#lowest.step(Math.min(low, previous));
      this.#previousClose[0] = close;
      output[row] = whole === 0 ? 100 : (100 * Math.log(sum / whole)) / this.#logPeriod;
    }
  }
}
