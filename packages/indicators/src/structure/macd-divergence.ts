import { ExponentialAverage } from '../cells/exponential-average.ts';
import type { Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { Divergence, type DivergenceOptions } from './divergence.ts';

export interface MacdDivergenceOptions extends DivergenceOptions {
  readonly fast?: number;
  readonly slow?: number;
  readonly signal?: number;
}

/** Divergence of price and the MACD histogram of the closes. See `Divergence`. */
export class MacdDivergence extends Divergence {
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor({ fast = 12, slow = 26, signal = 9, ...options }: MacdDivergenceOptions = {}) {
    requireWhole('macd-divergence', 'fast', fast, 1);
    requireWhole('macd-divergence', 'slow', slow, fast + 1);
    requireWhole('macd-divergence', 'signal', signal, 1);
    super('macd-divergence', { fast, slow, signal }, options, ['high', 'low', 'close']);
    this.#fast = new ExponentialAverage(this.memory, fast);
    this.#slow = new ExponentialAverage(this.memory, slow);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  protected oscillate(bars: Bars, from: number, to: number, target: Float64Array): void {
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const line = this.#fast.step(close) - this.#slow.step(close);
      target[row - from] = line - this.#signal.step(line);
    }
  }
}
