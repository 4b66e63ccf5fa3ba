import { NOTHING as nothing } from '../cells/quotient.ts';
import { Lag } from '../cells/lag.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

const NOTHING = nothing;

/** Change over `period` bars: as a difference (`momentum`) and in percent of the older value (`roc`; 0 where that is 0). */
export class Roc extends SeriesIndicator {
  readonly #period: number;
  readonly #before: Lag;

  constructor({ period = 20, source }: SeriesOptions = {}) {
    requireWhole('roc', 'period', period, 1);
    const warmUp = [period + 1, period + 1];
    super({ id: 'roc', parameters: { period }, outputs: ['roc', 'momentum'], warmUp }, source);
    this.#period = period;
    this.#before = new Lag(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [roc, momentum] = outputs as [Float64Array, Float64Array];
    const period = this.#period;
    const known = Math.min(to, from + period);
    this.#before.run(values, from, known, momentum, from);
    this.#before.skip(values, known, to);
    for (let row = from; row < known; row++) {
      const before = momentum[row] as number;
      const change = (values[row] as number) - before;
      momentum[row] = change;
      roc[row] = Math.abs(before) < NOTHING ? 0 : (100 * change) / before;
    }
    for (let row = known; row < to; row++) {
      const before = values[row - period] as number;
      const change = (values[row] as number) - before;
      momentum[row] = change;
      roc[row] = Math.abs(before) < NOTHING ? 0 : (100 * change) / before;
    }
  }
}
