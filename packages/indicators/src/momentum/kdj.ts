import { quotient } from '../cells/quotient.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface KdjOptions {
  readonly period?: number;
  /** Each raw value moves K by this part of the distance: 3 is a third. */
  readonly smooth?: number;
  /** Each K moves D by this part of the distance. */
  readonly signal?: number;
}

/**
 * KDJ: a stochastic oscillator whose K and D are exponential averages that start from 50, and J = 3 K - 2 D, which
 * leaves 0 to 100 at turns. 50 without a range.
 */
export class Kdj extends Indicator {
  readonly #smooth: number;
  readonly #signal: number;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  /** K and D, as distances from 50. */
  readonly #state: Float64Array;

  constructor({ period = 9, smooth = 3, signal = 3 }: KdjOptions = {}) {
    requireWhole('kdj', 'period', period, 1);
    requireWhole('kdj', 'smooth', smooth, 1);
    requireWhole('kdj', 'signal', signal, 1);
    const outputs = ['k', 'd', 'j'];
    super({ id: 'kdj', parameters: { period, smooth, signal }, outputs, warmUp: outputs.map(() => period) }, [
      'high',
      'low',
      'close',
    ]);
    this.#smooth = smooth;
    this.#signal = signal;
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#state = this.memory.numbers(2);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [k, d, j] = outputs as [Float64Array, Float64Array, Float64Array];
    const state = this.#state;
    for (let row = from; row < to; row++) {
      const lowest = this.#lowest.step(bars.low[row] as number);
      const range = this.#highest.step(bars.high[row] as number) - lowest;
      let fast = Number.NaN;
      let slow = Number.NaN;
      if (range === range) {
        const raw = quotient(100 * ((bars.close[row] as number) - lowest), range, 50) - 50;
        fast = (state[0] as number) + (raw - (state[0] as number)) / this.#smooth;
        slow = (state[1] as number) + (fast - (state[1] as number)) / this.#signal;
        state[0] = fast;
        state[1] = slow;
      }
      k[row] = 50 + fast;
      d[row] = 50 + slow;
      j[row] = 50 + (3 * fast - 2 * slow);
    }
  }
}
