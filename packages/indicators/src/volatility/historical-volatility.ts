import { Lag } from '../cells/lag.ts';
import { logRatio } from '../cells/log-ratio.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import type { VolatilityOptions } from './volatility-options.ts';

/**
 * Historical volatility: sample deviation (divided by `period - 1`) of the last `period` log returns, as a fraction. NaN
 * while a price in the window is not positive.
 */
export class HistoricalVolatility extends SeriesIndicator {
  readonly #scale: number;
  readonly #previous: Lag;
  readonly #moments: RollingMoments;

  constructor({ period = 20, barsPerYear = 1, source }: VolatilityOptions = {}) {
    requireWhole('historical-volatility', 'period', period, 2);
    requirePositive('historical-volatility', 'barsPerYear', barsPerYear);
    const parameters = { period, barsPerYear };
    super({ id: 'historical-volatility', parameters, outputs: ['volatility'], warmUp: [period + 1] }, source);
    this.#scale = (barsPerYear * period) / (period - 1);
    this.#previous = new Lag(this.memory, 1);
    this.#moments = new RollingMoments(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      this.#moments.step(logRatio(value, this.#previous.step(value)));
      output[row] = Math.sqrt(this.#scale * this.#moments.variance);
    }
  }
}
