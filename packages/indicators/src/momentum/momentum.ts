import { Lag } from '../cells/lag.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Momentum: the value less the value `period` bars before. */
export class Momentum extends SeriesIndicator {
  readonly #before: Lag;

  constructor({ period = 10, source }: SeriesOptions = {}) {
    requireWhole('momentum', 'period', period, 1);
    super({ id: 'momentum', parameters: { period }, outputs: ['momentum'], warmUp: [period + 1] }, source);
    this.#before = new Lag(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      output[row] = value - this.#before.step(value);
    }
  }
}
