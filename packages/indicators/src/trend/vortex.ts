import { NOTHING as nothing } from '../cells/quotient.ts';
import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { scratch } from '../cells/scratch.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { BarsOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

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
    super({ id: 'vortex', parameters: { period }, outputs: ['plus', 'minus'], warmUp: [period + 1, period + 1] }, [
      'high',
      'low',
      'close',
    ]);
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#previousHigh = new Lag(this.memory, 1);
    this.#previousLow = new Lag(this.memory, 1);
    this.#range = new RollingSum(this.memory, period);
    this.#up = new RollingSum(this.memory, period);
    this.#down = new RollingSum(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [plus, minus] = outputs as [Float64Array, Float64Array];
    const { high, low } = bars;
    const ups = scratch(0, to - from);
    const downs = scratch(1, to - from);
    const ranges = scratch(2, to - from);
    const sums = scratch(3, to - from);
    let previousHigh = this.#previousHigh.full ? this.#previousHigh.next : Number.NaN;
    let previousLow = this.#previousLow.full ? this.#previousLow.next : Number.NaN;
    for (let row = from; row < to; row++) {
      const top = high[row] as number;
      const bottom = low[row] as number;
      ups[row - from] = Math.abs(top - previousLow);
      downs[row - from] = Math.abs(bottom - previousHigh);
      previousHigh = top;
      previousLow = bottom;
    }
    this.#previousHigh.step(previousHigh);
    this.#previousLow.step(previousLow);
    this.#trueRange.run(bars, from, to, ranges, 0);
    this.#range.run(ranges, 0, to - from, sums, 0);
    this.#up.run(ups, 0, to - from, plus, from);
    this.#down.run(downs, 0, to - from, minus, from);
    for (let row = from; row < to; row++) {
      const range = sums[row - from] as number;
      plus[row] = Math.abs(range) < NOTHING ? 0 : (plus[row] as number) / range;
      minus[row] = Math.abs(range) < NOTHING ? 0 : (minus[row] as number) / range;
    }
  }
}
