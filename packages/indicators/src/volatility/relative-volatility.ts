import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface RelativeVolatilityOptions {
  /** Period of Wilder's averages. */
  readonly period?: number;
  /** Bars of the standard deviation. */
  readonly deviation?: number;
  readonly source?: BarColumn;
}

/**
 * Relative volatility index (Dorsey, 1993): as the RSI, but with the population deviation of the last values in place of
 * the change: averaged where the value rose, in percent of that and where it fell; 50 where neither.
 */
export class RelativeVolatility extends SeriesIndicator {
  readonly #previous: Lag;
  readonly #moments: RollingMoments;
  readonly #rising: ExponentialAverage;
  readonly #falling: ExponentialAverage;

  constructor({ period = 14, deviation = 10, source }: RelativeVolatilityOptions = {}) {
    requireWhole('relative-volatility', 'period', period, 1);
    requireWhole('relative-volatility', 'deviation', deviation, 2);
    const parameters = { period, deviation };
    super({ id: 'relative-volatility', parameters, outputs: ['rvi'], warmUp: [period + deviation - 1] }, source);
    this.#previous = new Lag(this.memory, 1);
    this.#moments = new RollingMoments(this.memory, deviation);
    this.#rising = new ExponentialAverage(this.memory, period, 1 / period);
    this.#falling = new ExponentialAverage(this.memory, period, 1 / period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const change = value - this.#previous.step(value);
      this.#moments.step(value);
      const deviation = Math.sqrt(this.#moments.variance);
      // Times 1 or 0, so that both averages begin where there is a deviation.
      const rising = this.#rising.step(deviation * (change > 0 ? 1 : 0));
      const both = rising + this.#falling.step(deviation * (change < 0 ? 1 : 0));
      output[row] = both === 0 ? 50 : (100 * rising) / both;
    }
  }
}
