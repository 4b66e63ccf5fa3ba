import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface StochasticOptions {
  readonly period?: number;
  /** Bars over which %K is averaged: 1 is the fast stochastic. */
  readonly smooth?: number;
  /** Bars over which %D averages %K. */
  readonly signal?: number;
}

/** Stochastic oscillator (Lane): where the close lies in the range of `period` bars, in percent; 50 without a range. */
export class Stochastic extends Indicator {
  readonly #smooth: number;
  readonly #signal: number;
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #sumK: RollingSum;
  readonly #sumD: RollingSum;

  constructor({ period = 14, smooth = 3, signal = 3 }: StochasticOptions = {}) {
    requireWhole('stochastic', 'period', period, 1);
    requireWhole('stochastic', 'smooth', smooth, 1);
    requireWhole('stochastic', 'signal', signal, 1);
    const warmUp = [period + smooth - 1, period + smooth + signal - 2];
    super({ id: 'stochastic', parameters: { period, smooth, signal }, outputs: ['k', 'd'], warmUp });
    this.#smooth = smooth;
    this.#signal = signal;
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#sumK = new RollingSum(this.memory, smooth);
    this.#sumD = new RollingSum(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [k, d] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const highest = this.#highest.step(bars.high[row] as number);
      const lowest = this.#lowest.step(bars.low[row] as number);
      const range = highest - lowest;
      const raw = range === 0 ? 50 : (100 * ((bars.close[row] as number) - lowest)) / range;
      const smooth = this.#sumK.step(raw) / this.#smooth;
      k[row] = smooth;
      d[row] = this.#sumD.step(smooth) / this.#signal;
    }
  }
}
