import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { AverageOfKind, requireFlag } from './average-kind.ts';

export interface PpoOptions {
  readonly fast?: number;
  readonly slow?: number;
  readonly signal?: number;
  /** 0: simple averages, TA-Lib's default. 1: exponential averages. */
  readonly kind?: number;
  readonly source?: BarColumn;
}

/**
 * Percentage price oscillator: how far the fast average is from the slow one, in percent of the slow one (0 where that
 * is 0); its EMA as signal, and their difference.
 */
export class Ppo extends SeriesIndicator {
  readonly #fast: AverageOfKind;
  readonly #slow: AverageOfKind;
  readonly #signal: ExponentialAverage;

  constructor({ fast = 12, slow = 26, signal = 9, kind = 1, source }: PpoOptions = {}) {
    requireWhole('ppo', 'fast', fast, 1);
    requireWhole('ppo', 'slow', slow, fast + 1);
    requireWhole('ppo', 'signal', signal, 1);
    requireFlag('ppo', 'kind', kind);
    const late = slow + signal - 1;
    const outputs = ['ppo', 'signal', 'histogram'];
    super({ id: 'ppo', parameters: { fast, slow, signal, kind }, outputs, warmUp: [slow, late, late] }, source);
    this.#fast = new AverageOfKind(this.memory, kind, fast);
    this.#slow = new AverageOfKind(this.memory, kind, slow);
    this.#signal = new ExponentialAverage(this.memory, signal);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [ppo, signal, histogram] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const fast = this.#fast.step(value);
      const slow = this.#slow.step(value);
      const line = quotient(100 * (fast - slow), slow, 0);
      const smooth = this.#signal.step(line);
      ppo[row] = line;
      signal[row] = smooth;
      histogram[row] = line - smooth;
    }
  }
}
