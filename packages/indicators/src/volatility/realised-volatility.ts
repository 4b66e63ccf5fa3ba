import { Lag } from '../cells/lag.ts';
import { logRatio } from '../cells/log-ratio.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Realised variance and volatility: sum of the last `period` squared log returns, and its square root, both of the whole
 * window. NaN while a price in the window is not positive.
 */
export class RealisedVolatility extends SeriesIndicator {
  readonly #previous: Lag;
  readonly #sum: RollingSum;

  constructor({ period = 24, source }: SeriesOptions = {}) {
    requireWhole('realised-volatility', 'period', period, 1);
    const outputs = ['variance', 'volatility'];
    super({ id: 'realised-volatility', parameters: { period }, outputs, warmUp: [period + 1, period + 1] }, source);
    this.#previous = new Lag(this.memory, 1);
    this.#sum = new RollingSum(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [variance, volatility] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const change = logRatio(value, this.#previous.step(value));
      const sum = this.#sum.step(change * change);
      variance[row] = sum;
      volatility[row] = Math.sqrt(sum);
    }
  }
}
