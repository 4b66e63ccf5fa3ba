import { quotient } from '../cells/quotient.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface StochasticFastOptions {
  readonly period?: number;
  /** Bars over which %D averages %K. */
  readonly signal?: number;
}

/** Fast stochastic oscillator (Lane): %K is not smoothed, %D is its mean; 50 without a range. */
export class StochasticFast extends Indicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #mean: RollingMean;

  constructor({ period = 5, signal = 3 }: StochasticFastOptions = {}) {
    requireWhole('stochastic-fast', 'period', period, 1);
    requireWhole('stochastic-fast', 'signal', signal, 1);
    const warmUp = [period, period + signal - 1];
    super({ id: 'stochastic-fast', parameters: { period, signal }, outputs: ['k', 'd'], warmUp }, [
      'high',
      'low',
      'close',
    ]);
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#mean = new RollingMean(this.memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [k, d] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const lowest = this.#lowest.step(bars.low[row] as number);
      const range = this.#highest.step(bars.high[row] as number) - lowest;
      const raw = quotient(100 * ((bars.close[row] as number) - lowest), range, 50);
      k[row] = raw;
      d[row] = this.#mean.step(raw);
    }
  }
}
