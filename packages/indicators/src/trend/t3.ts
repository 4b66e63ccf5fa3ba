import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

export interface T3Options {
  readonly period?: number;
  /** Tillson's volume factor: 0 is an EMA of an EMA of an EMA, 1 is the triple DEMA. Not above 1. */
  readonly factor?: number;
  readonly source?: BarColumn;
}

/**
 * T3 (Tillson, 1998): a weighted sum of six exponential averages, each of the one before. All six start at the first
 * value, so that the first row has a result. Written as distances from the third average, for the weights add up to 1
 * only on paper: equal prices give exactly their price.
 */
export class T3 extends SeriesIndicator {
  readonly #weight: number;
  readonly #third: number;
  readonly #fourth: number;
  readonly #fifth: number;
  readonly #averages: Float64Array;
  readonly #seen: Int32Array;

  constructor({ period = 5, factor = 0.7, source }: T3Options = {}) {
    requireWhole('t3', 'period', period, 1);
    requirePositive('t3', 'factor', factor);
    super({ id: 't3', parameters: { period, factor }, outputs: ['t3'], warmUp: [1] }, source);
    const square = factor * factor;
    const cube = square * factor;
    this.#weight = 2 / (period + 1);
    this.#third = -cube;
    this.#fourth = 3 * square + 3 * cube;
    this.#fifth = -6 * square - 3 * factor - 3 * cube;
    this.#averages = this.memory.numbers(6);
    this.#seen = this.memory.counters(1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const averages = this.#averages;
    const weight = this.#weight;
    if (from < to && (this.#seen[0] as number) === 0) {
      averages.fill(values[from] as number);
      this.#seen[0] = 1;
    }
    let [e1, e2, e3, e4, e5, e6] = averages as unknown as [number, number, number, number, number, number];
    for (let row = from; row < to; row++) {
      e1 += weight * ((values[row] as number) - e1);
      e2 += weight * (e1 - e2);
      e3 += weight * (e2 - e3);
      e4 += weight * (e3 - e4);
      e5 += weight * (e4 - e5);
      e6 += weight * (e5 - e6);
      output[row] = e3 + this.#third * (e6 - e3) + this.#fourth * (e5 - e3) + this.#fifth * (e4 - e3);
    }
    averages[0] = e1;
    averages[1] = e2;
    averages[2] = e3;
    averages[3] = e4;
    averages[4] = e5;
    averages[5] = e6;
  }
}
