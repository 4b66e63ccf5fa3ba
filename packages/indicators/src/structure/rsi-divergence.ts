import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import type { Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { Divergence, type DivergenceOptions } from './divergence.ts';

export interface RsiDivergenceOptions extends DivergenceOptions {
  readonly period?: number;
}

/** Divergence of price and the RSI of `period` closes. See `Divergence`. */
export class RsiDivergence extends Divergence {
  readonly #previous: Lag;
  readonly #gain: ExponentialAverage;
  readonly #loss: ExponentialAverage;

  constructor({ period = 14, ...options }: RsiDivergenceOptions = {}) {
    requireWhole('rsi-divergence', 'period', period, 1);
    super('rsi-divergence', { period }, options, ['high', 'low', 'close']);
    this.#previous = new Lag(this.memory, 1);
    this.#gain = new ExponentialAverage(this.memory, period, 1 / period);
    this.#loss = new ExponentialAverage(this.memory, period, 1 / period);
  }

  protected oscillate(bars: Bars, from: number, to: number, target: Float64Array): void {
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const change = close - this.#previous.step(close);
      const gain = this.#gain.step(Math.max(change, 0));
      const sum = gain + this.#loss.step(Math.max(-change, 0));
      target[row - from] = sum === 0 ? 50 : (100 * gain) / sum;
    }
  }
}
