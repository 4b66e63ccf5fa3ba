import { Lag } from '../cells/lag.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingSum } from '../cells/rolling-sum.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/**
 * Vertical horizontal filter (White, 1991): the range of the last `period` values over the way that they went, from
 * the value before them on; near 1 in a straight move, 0 where nothing moved.
 */
export class VerticalHorizontalFilter extends SeriesIndicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #previous: Lag;
  readonly #way: RollingSum;

  constructor({ period = 28, source }: SeriesOptions = {}) {
    requireWhole('vhf', 'period', period, 1);
    super({ id: 'vhf', parameters: { period }, outputs: ['vhf'], warmUp: [period + 1] }, source);
    this.#highest = new RollingMax(this.memory, period);
    this.#lowest = new RollingMin(this.memory, period);
    this.#previous = new Lag(this.memory, 1);
    this.#way = new RollingSum(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const range = this.#highest.step(value) - this.#lowest.step(value);
      const way = this.#way.step(Math.abs(value - this.#previous.step(value)));
      output[row] = quotient(range, way, 0);
    }
  }
}
