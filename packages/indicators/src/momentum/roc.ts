import { Lag } from '../cells/lag.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Change over `period` bars: as a difference (`momentum`) and in percent of the older value (`roc`; 0 where that is 0). */
export class Roc extends SeriesIndicator {
  readonly #before: Lag;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('roc', 'period', period, 1);
    const warmUp = [period + 1, period + 1];
    super({ id: 'roc', parameters: { period }, outputs: ['roc', 'momentum'], warmUp }, source);
    this.#before = new Lag(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [roc, momentum] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const before = this.#before.step(value);
      momentum[row] = value - before;
      roc[row] = before === 0 ? 0 : (100 * (value - before)) / before;
    }
  }
}
