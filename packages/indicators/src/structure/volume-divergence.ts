import type { Bars } from '../contract/indicator.ts';
import { Divergence, type DivergenceOptions } from './divergence.ts';

/**
 * Divergence of price and on-balance volume: the volume of rising closes minus that of falling ones. See `Divergence`.
 * Where there is no volume at all, nothing ever diverges.
 */
export class VolumeDivergence extends Divergence {
  /** The balance and the last close. */
  readonly #balance: Float64Array;
  readonly #seen: Int32Array;

  constructor(options: DivergenceOptions = {}) {
    super('volume-divergence', {}, options, ['high', 'low', 'close', 'volume']);
    this.#balance = this.memory.numbers(2);
    this.#seen = this.memory.counters(1);
  }

  protected oscillate(bars: Bars, from: number, to: number, target: Float64Array): void {
    const state = this.#balance;
    let balance = state[0] as number;
    let before = (this.#seen[0] as number) === 1 ? (state[1] as number) : (bars.close[from] as number);
    for (let row = from; row < to; row++) {
      const close = bars.close[row] as number;
      const volume = bars.volume[row] as number;
      balance += close > before ? volume : close < before ? -volume : 0;
      before = close;
      target[row - from] = balance;
    }
    state[0] = balance;
    state[1] = before;
    this.#seen[0] = 1;
  }
}
