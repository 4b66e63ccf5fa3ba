import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Zero-lag exponential average (Ehlers and Way, 2010): an EMA of the value plus what it gained over half the window,
 * `(period - 1) / 2` values rounded down, which is the lag of that EMA.
 */
export class Zlema extends SeriesIndicator {
  readonly #before: Lag | undefined;
  readonly #average: ExponentialAverage;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('zlema', 'period', period, 1);
    const lag = Math.floor((period - 1) / 2);
    super({ id: 'zlema', parameters: { period }, outputs: ['zlema'], warmUp: [lag + period] }, source);
    this.#before = lag === 0 ? undefined : new Lag(this.memory, lag);
    this.#average = new ExponentialAverage(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const gain = this.#before === undefined ? 0 : value - this.#before.step(value);
      output[row] = this.#average.step(value + gain);
    }
  }
}
