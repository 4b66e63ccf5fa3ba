import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingRegression } from '../cells/rolling-regression.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface CoppockOptions {
  /** Bars of the two rates of change. */
  readonly short?: number;
  readonly long?: number;
  /** Bars of the weighted average over their sum. */
  readonly smooth?: number;
  readonly source?: BarColumn;
}

/** Coppock curve (1962): weighted average of the sum of two rates of change in percent (0 where the older value is 0). */
export class Coppock extends SeriesIndicator {
  readonly #short: Lag;
  readonly #long: Lag;
  readonly #window: RollingRegression;

  constructor({ short = 11, long = 14, smooth = 10, source }: CoppockOptions = {}) {
    requireWhole('coppock', 'short', short, 1);
    requireWhole('coppock', 'long', long, 1);
    requireWhole('coppock', 'smooth', smooth, 1);
    const warmUp = [Math.max(short, long) + smooth];
    super({ id: 'coppock', parameters: { short, long, smooth }, outputs: ['coppock'], warmUp }, source);
    this.#short = new Lag(this.memory, short);
    this.#long = new Lag(this.memory, long);
    this.#window = new RollingRegression(this.memory, smooth);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const short = this.#short.step(value);
      const long = this.#long.step(value);
      this.#window.step(quotient(100 * (value - short), short, 0) + quotient(100 * (value - long), long, 0));
      output[row] = this.#window.weightedMean;
    }
  }
}
