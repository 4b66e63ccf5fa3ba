import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Vortex (Botes and Siepman, 2010): |high - previous low| and |low - previous high| over the true range; 0 without any. */
export class Vortex extends Indicator {
  readonly #trueRange: TrueRangeStep;
  readonly #previousHigh: Lag;
  readonly #previousLow: Lag;
  readonly #range: RollingSum;
  readonly #up: RollingSum;
  readonly #down: RollingSum;

  constructor({ period = 14 }: BarsOptions = {}) {
    requireWhole('vortex', 'period', period, 1);
    super({ id: 'vortex', parameters: { period }, outputs: ['plus', 'minus'], warmUp: [period + 1, period + 1] });
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#previousHigh = new Lag(this.memory, 1);
    this.#previousLow = new Lag(this.memory, 1);
    this.#range = new RollingSum(this.memory, period);
    this.#up = new RollingSum(this.memory, period);
    this.#down = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [plus, minus] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const up = this.#up.step(Math.abs(high - this.#previousLow.step(low)));
      const down = this.#down.step(Math.abs(low - this.#previousHigh.step(high)));
      const range = this.#range.step(this.#trueRange.step(high, low, bars.close[row] as number));
      plus[row] = range === 0 ? 0 : up / range;
      minus[row] = range === 0 ? 0 : down / range;
    }
  }
}
