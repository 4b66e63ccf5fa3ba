import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { RollingRegression } from '../cells/rolling-regression.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface SqueezeOptions {
  readonly period?: number;
  /** Population deviations of the Bollinger bands. */
  readonly deviations?: number;
  /** Mean true ranges of the Keltner channel. */
  readonly multiple?: number;
}

/**
 * Squeeze (Carter): 1 while the Bollinger bands lie inside a Keltner channel of simple averages, else 0; and its
 * momentum, in prices: end of the straight line through the closes less the average of the middle of their range and
 * their mean.
 */
export class Squeeze extends Indicator {
  readonly #period: number;
  readonly #deviations: number;
  readonly #multiple: number;
  readonly #trueRange: TrueRangeStep;
  readonly #range: RollingMean;
  readonly #moments: RollingMoments;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #line: RollingRegression;

  constructor({ period = 20, deviations = 2, multiple = 1.5 }: SqueezeOptions = {}) {
    requireWhole('squeeze', 'period', period, 2);
    requirePositive('squeeze', 'deviations', deviations);
    requirePositive('squeeze', 'multiple', multiple);
    const parameters = { period, deviations, multiple };
    const warmUp = [period + 1, 2 * period - 1];
    super({ id: 'squeeze', parameters, outputs: ['squeeze', 'momentum'], warmUp }, ['high', 'low', 'close']);
    this.#period = period;
    this.#deviations = deviations;
    this.#multiple = multiple;
    this.#trueRange = new TrueRangeStep(this.memory);
    this.#range = new RollingMean(this.memory, period);
    this.#moments = new RollingMoments(this.memory, period);
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#line = new RollingRegression(this.memory, period);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [squeeze, momentum] = outputs as [Float64Array, Float64Array];
    const moments = this.#moments;
    const line = this.#line;
    for (let row = from; row < to; row++) {
      const high = bars.high[row] as number;
      const low = bars.low[row] as number;
      const close = bars.close[row] as number;
      const channel = this.#multiple * this.#range.step(this.#trueRange.step(high, low, close));
      moments.step(close);
      const band = this.#deviations * Math.sqrt(moments.variance);
      squeeze[row] = channel === channel ? Number(band < channel) : Number.NaN;
      const middle = (this.#highest.step(high) + this.#lowest.step(low)) / 2;
      line.step(close - (middle + moments.mean) / 2);
      momentum[row] = line.mean + (line.slope * (this.#period - 1)) / 2;
    }
  }
}
