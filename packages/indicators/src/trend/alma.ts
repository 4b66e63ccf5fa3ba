import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { indicatorErrors, requirePositive, requireWhole } from '../errors.ts';

export interface AlmaOptions {
  readonly period?: number;
  /** Where the bell stands in the window, from 0 (the oldest value) to 1 (the last one). */
  readonly offset?: number;
  /** How narrow the bell is: its standard deviation is `period` / `sigma` values. */
  readonly sigma?: number;
  readonly source?: BarColumn;
}

/**
 * Arnaud Legoux moving average (Legoux and Kouzis-Loukas, 2009): values weighted by a bell that stands near the end of
 * the window. A bell cannot be slid, so each value costs a pass over the window. Equal prices give exactly their price.
 */
export class Alma extends SeriesIndicator {
  readonly #period: number;
  readonly #weights: Float64Array;
  /** The window twice in a row, so that it can be read without a break wherever it begins. */
  readonly #values: Float64Array;
  /** Position of the next value; how many were seen, up to `period`. */
  readonly #counters: Int32Array;

  constructor({ period = 9, offset = 0.85, sigma = 6, source }: AlmaOptions = {}) {
    requireWhole('alma', 'period', period, 1);
    if (!(offset >= 0 && offset <= 1)) {
      const expected = 'a number from 0 to 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'alma', parameter: 'offset', value: offset, expected });
    }
    requirePositive('alma', 'sigma', sigma);
    super({ id: 'alma', parameters: { period, offset, sigma }, outputs: ['alma'], warmUp: [period] }, source);
    this.#period = period;
    this.#weights = bell(period, offset, sigma);
    this.#values = this.memory.numbers(2 * period);
    this.#counters = this.memory.counters(2);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const window = this.#values;
    const weights = this.#weights;
    const period = this.#period;
    let position = this.#counters[0] as number;
    let seen = this.#counters[1] as number;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      window[position] = value;
      window[position + period] = value;
      position = position + 1 === period ? 0 : position + 1;
      if (seen < period) seen++;
      let sum = 0;
      for (let index = 0; index < period; index++) {
        sum += (weights[index] as number) * ((window[position + index] as number) - value);
      }
      output[row] = seen < period ? Number.NaN : value + sum;
    }
    this.#counters[0] = position;
    this.#counters[1] = seen;
  }
}

/** Weights of the window, oldest first. They add up to 1. */
function bell(period: number, offset: number, sigma: number): Float64Array {
  const centre = offset * (period - 1);
  const deviation = period / sigma;
  const weights = new Float64Array(period).map((_, index) => {
    const distance = (index - centre) / deviation;
    return Math.exp((-distance * distance) / 2);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  // A bell so narrow that it falls between two values leaves nothing to weigh: the nearest value takes it all.
  if (!(sum > 0)) return weights.map((_, index) => (index === Math.round(centre) ? 1 : 0));
  return weights.map((weight) => weight / sum);
}
