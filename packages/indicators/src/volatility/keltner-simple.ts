import { RollingMean } from '../cells/rolling-mean.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface KeltnerSimpleOptions {
  readonly period?: number;
  /** Mean true ranges from the middle to a band. */
  readonly multiple?: number;
}

/** Keltner channel of simple averages: of the typical price, and of the true range for the bands. */
export class KeltnerSimple extends Indicator {
  readonly #multiple: number;
  readonly #trueRange: TrueRangeStep;
  readonly #range: RollingMean;
  readonly #middle: RollingMean;

  constructor({ period = 20, multiple = 1.5 }: KeltnerSimpleOptions = {}) {
    requireWhole('keltner-simple', 'period', period, 1);
    requirePositive('keltner-simple', 'multiple', multiple);
    const parameters = { period, multiple };
    const warmUp = [period, period + 1, period + 1];
    super({ id: 'keltner-simple', parameters, outputs: ['middle', 'upper', 'lower'], warmUp }, [
      'high',
      'low',
      'close',
    ]);
    this.#multiple = multiple;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#range = new RollingMean(this.memory, period);
    this.#middle = new RollingMean(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const half = this.#multiple * this.#range.step(this.#trueRange.step(high, low, close));
      const centre = this.#middle.step((high + low + close) / 3);
      middle[row] = centre;
      upper[row] = centre + half;
      lower[row] = centre - half;
    }
  }
}
