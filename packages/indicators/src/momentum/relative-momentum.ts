import { ExponentialAverage } from '../cells/exponential-average.ts';
import { Lag } from '../cells/lag.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface RelativeMomentumOptions {
  readonly period?: number;
  /** Bars over which a change is taken: 1 is the RSI. */
  readonly change?: number;
  readonly source?: BarColumn;
}

/** Relative momentum index (Altman, 1993): the RSI of changes over several bars; 50 where nothing moved. */
export class RelativeMomentum extends SeriesIndicator {
  readonly #before: Lag;
  readonly #gain: ExponentialAverage;
  readonly #loss: ExponentialAverage;

  constructor({ period = 20, change = 5, source }: RelativeMomentumOptions = {}) {
    requireWhole('relative-momentum', 'period', period, 1);
    requireWhole('relative-momentum', 'change', change, 1);
    super(
      { id: 'relative-momentum', parameters: { period, change }, outputs: ['rmi'], warmUp: [period + change] },
      source,
    );
    this.#before = new Lag(this.memory, change);
    this.#gain = new ExponentialAverage(this.memory, period, 1 / period);
    this.#loss = new ExponentialAverage(this.memory, period, 1 / period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const change = value - this.#before.step(value);
      const gain = this.#gain.step(Math.max(change, 0));
      const sum = gain + this.#loss.step(Math.max(-change, 0));
      output[row] = sum === 0 ? 50 : (100 * gain) / sum;
    }
  }
}
