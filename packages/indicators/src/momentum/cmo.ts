import { Lag } from '../cells/lag.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Chande momentum oscillator (1994): rises less falls, in percent of both, over `period` changes; 0 where nothing moved. */
export class Cmo extends SeriesIndicator {
  readonly #previous: Lag;
  readonly #rises: RollingSum;
  readonly #falls: RollingSum;

  constructor({ period = 14, source }: SeriesOptions = {}) {
    requireWhole('cmo', 'period', period, 1);
    super({ id: 'cmo', parameters: { period }, outputs: ['cmo'], warmUp: [period + 1] }, source);
    this.#previous = new Lag(this.memory, 1);
    this.#rises = new RollingSum(this.memory, period);
    this.#falls = new RollingSum(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const change = value - this.#previous.step(value);
      const rises = this.#rises.step(Math.max(change, 0));
      const falls = this.#falls.step(Math.max(-change, 0));
      const moved = rises + falls;
      output[row] = moved === 0 ? 0 : (100 * (rises - falls)) / moved;
    }
  }
}
