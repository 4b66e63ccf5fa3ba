import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { AverageOfKind, requireFlag } from './average-kind.ts';

export interface ApoOptions {
  readonly fast?: number;
  readonly slow?: number;
  /** 0: simple averages, TA-Lib's default. 1: exponential averages, the line of the MACD. */
  readonly kind?: number;
  readonly source?: BarColumn;
}

/** Absolute price oscillator: the fast average less the slow one, in units of price. */
export class Apo extends SeriesIndicator {
  readonly #fast: AverageOfKind;
  readonly #slow: AverageOfKind;

  constructor({ fast = 12, slow = 26, kind = 0, source }: ApoOptions = {}) {
    requireWhole('apo', 'fast', fast, 1);
    requireWhole('apo', 'slow', slow, fast + 1);
    requireFlag('apo', 'kind', kind);
    super({ id: 'apo', parameters: { fast, slow, kind }, outputs: ['apo'], warmUp: [slow] }, source);
    this.#fast = new AverageOfKind(this.memory, kind, fast);
    this.#slow = new AverageOfKind(this.memory, kind, slow);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const fast = this.#fast.step(value);
      output[row] = fast - this.#slow.step(value);
    }
  }
}
