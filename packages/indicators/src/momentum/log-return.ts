import { logRatio } from '../cells/log-ratio.ts';
import { Lag } from '../cells/lag.ts';
import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';

/** Logarithm of the value over the value `period` bars before. NaN where either is not positive. */
export class LogReturn extends SeriesIndicator {
  readonly #before: Lag;

  constructor({ period = 1, source }: SeriesOptions = {}) {
    requireWhole('log-return', 'period', period, 1);
    super({ id: 'log-return', parameters: { period }, outputs: ['logReturn'], warmUp: [period + 1] }, source);
    this.#before = new Lag(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    this.#before.run(values, from, to, output, from);
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const before = output[row] as number;
      output[row] = logRatio(value, before);
    }
  }
}
