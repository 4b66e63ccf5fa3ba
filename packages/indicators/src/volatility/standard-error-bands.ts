import { RollingMean } from '../cells/rolling-mean.ts';
import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface StandardErrorBandsOptions {
  readonly period?: number;
  /** Standard errors from the middle to a band. */
  readonly errors?: number;
  /** Values over which each line is averaged: 1 leaves it as it is. */
  readonly smooth?: number;
  readonly source?: BarColumn;
}

/**
 * Standard error bands (Andersen, 1996): end of the straight line through the last `period` values, and bands some
 * standard errors of that line away, sqrt(Σ residual² / (period - 2)); all averaged over `smooth` values.
 */
export class StandardErrorBands extends SeriesIndicator {
  readonly #period: number;
  readonly #errors: number;
  readonly #window: RollingRegression;
  readonly #middle: RollingMean;
  readonly #half: RollingMean;

  constructor({ period = 21, errors = 2, smooth = 3, source }: StandardErrorBandsOptions = {}) {
    requireWhole('standard-error-bands', 'period', period, 3);
    requirePositive('standard-error-bands', 'errors', errors);
    requireWhole('standard-error-bands', 'smooth', smooth, 1);
    const parameters = { period, errors, smooth };
    const outputs = ['middle', 'upper', 'lower'];
    const warmUp = outputs.map(() => period + smooth - 1);
    super({ id: 'standard-error-bands', parameters, outputs, warmUp }, source);
    this.#period = period;
    this.#errors = errors;
    this.#window = new RollingRegression(this.memory, period);
    this.#middle = new RollingMean(this.memory, smooth);
    this.#half = new RollingMean(this.memory, smooth);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    const period = this.#period;
    const window = this.#window;
    for (let row = from; row < to; row++) {
      window.step(values[row] as number);
      const slope = window.slope;
      const explained = (slope * slope * (period * period - 1)) / 12;
      const unexplained = (Math.max(0, window.variance - explained) * period) / (period - 2);
      const centre = this.#middle.step(window.mean + (slope * (period - 1)) / 2);
      const half = this.#half.step(this.#errors * Math.sqrt(unexplained));
      middle[row] = centre;
      upper[row] = centre + half;
      lower[row] = centre - half;
    }
  }
}
