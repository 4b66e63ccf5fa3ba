import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { logRatio } from '../cells/log-ratio.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { indicatorErrors, requirePositive, requireWhole } from '../errors.ts';

export interface EwmaVolatilityOptions {
  /** Share of the variance that stays with each bar, between 0 and 1. */
  readonly lambda?: number;
  /** Returns whose mean square is the first variance. */
  readonly seed?: number;
  /** Bars of a year, to annualise by their square root. Default 1: per bar. */
  readonly barsPerYear?: number;
  readonly source?: BarColumn;
}

/**
 * Volatility of RiskMetrics (1996), as a fraction: the variance moves by `1 - lambda` of its distance to the squared log
 * return. A bar whose price, or the one before it, is not positive has NaN and changes nothing.
 */
export class EwmaVolatility extends SeriesIndicator {
  readonly #barsPerYear: number;
  readonly #previous: Lag;
  readonly #variance: ExponentialAverage;

  constructor({ lambda = 0.94, seed = 20, barsPerYear = 1, source }: EwmaVolatilityOptions = {}) {
    requireWhole('ewma-volatility', 'seed', seed, 1);
    requirePositive('ewma-volatility', 'barsPerYear', barsPerYear);
    if (!(lambda > 0 && lambda < 1)) {
      const expected = 'a number between 0 and 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({
        indicator: 'ewma-volatility',
        parameter: 'lambda',
        value: lambda,
        expected,
      });
    }
    const parameters = { lambda, seed, barsPerYear };
    super({ id: 'ewma-volatility', parameters, outputs: ['volatility'], warmUp: [seed + 1] }, source);
    this.#barsPerYear = barsPerYear;
    this.#previous = new Lag(this.memory, 1);
    this.#variance = new ExponentialAverage(this.memory, seed, 1 - lambda);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const change = logRatio(value, this.#previous.step(value));
      output[row] =
        change === change ? Math.sqrt(this.#barsPerYear * this.#variance.step(change * change)) : Number.NaN;
    }
  }
}
