import { Lag } from '../cells/lag.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';

export interface ChikouOptions {
  /** Bars by which the lagging span is moved back. */
  readonly displacement?: number;
  readonly source?: BarColumn;
}

/**
 * What Ichimoku's lagging span says at this bar: the close less the close `displacement` bars ago, over which a chart
 * draws it. Above 0 the span is above the price of then.
 */
export class Chikou extends SeriesIndicator {
  readonly #before: Lag;

  constructor({ displacement = 26, source }: ChikouOptions = {}) {
    requireWhole('chikou', 'displacement', displacement, 1);
    super({ id: 'chikou', parameters: { displacement }, outputs: ['chikou'], warmUp: [displacement + 1] }, source);
    this.#before = new Lag(this.memory, displacement);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      output[row] = value - this.#before.step(value);
    }
  }
}
