import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface PmoOptions {
  /** Periods of the first and the second smoothing, whose weights are 2 / period. */
  readonly first?: number;
  readonly second?: number;
  /** Period of the exponential average that is the signal. */
  readonly signal?: number;
  readonly source?: BarColumn;
}

/**
 * Price momentum oscillator (Swenlin, DecisionPoint): change to the bar before in percent (0 where that is 0), smoothed,
 * multiplied by 10 and smoothed again.
 */
export class Pmo extends SeriesIndicator {
  readonly #previous: Lag;
  readonly #first: ExponentialAverage;
  readonly #second: ExponentialAverage;
  readonly #signal: ExponentialAverage;

  constructor({ first = 35, second = 20, signal = 10, source }: PmoOptions = {}) {
    requireWhole('pmo', 'first', first, 2);
    requireWhole('pmo', 'second', second, 2);
    requireWhole('pmo', 'signal', signal, 1);
    const warmUp = [first + second, first + second + signal - 1];
    super({ id: 'pmo', parameters: { first, second, signal }, outputs: ['pmo', 'signal'], warmUp }, source);
    this.#previous = new Lag(this.memory, 1);
    this.#first = new ExponentialAverage(this.memory, first, 2 / first);
    this.#second = new ExponentialAverage(this.memory, second, 2 / second);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [pmo, signal] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const previous = this.#previous.step(value);
      const change = quotient(100 * (value - previous), previous, 0);
      const oscillator = this.#second.step(10 * this.#first.step(change));
      pmo[row] = oscillator;
      signal[row] = this.#signal.step(oscillator);
    }
  }
}
