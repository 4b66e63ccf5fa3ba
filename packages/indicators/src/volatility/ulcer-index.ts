import { RollingMax } from '../cells/rolling-extreme.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Ulcer index (Martin, 1987), in percent: root of the mean square of the last `period` distances below the highest value
 * of the `period` values that ended with each. NaN while a value in the window is negative or its highest is not positive.
 */
export class UlcerIndex extends SeriesIndicator {
  readonly #period: number;
  readonly #highest: RollingMax;
  readonly #squares: RollingSum;

  constructor({ period = 14, source }: SeriesOptions = {}) {
    requireWhole('ulcer-index', 'period', period, 1);
    super({ id: 'ulcer-index', parameters: { period }, outputs: ['ulcer'], warmUp: [2 * period - 1] }, source);
    this.#period = period;
    this.#highest = new RollingMax(this.memory, period);
    this.#squares = new RollingSum(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const highest = this.#highest.step(value);
      const below = value >= 0 && highest > 0 ? (100 * (highest - value)) / highest : Number.NaN;
      output[row] = Math.sqrt(this.#squares.step(below * below) / this.#period);
    }
  }
}
