import { SeriesIndicator } from '../contract/indicator.ts';
import type { SeriesOptions } from '../contract/options.ts';
import { requireWhole } from '../errors.ts';
import { chunkSizes, expectedRescaledRange, RescaledRange } from './rescaled-range.ts';
import { slopeWeights } from './slope-weights.ts';

/**
 * Hurst exponent by rescaled range: the window's log returns are cut into chunks of several lengths, and the exponent is
 * the slope of log(mean rescaled range) over log(length). `corrected` adds to each mean what a random walk lacks of its
 * limit at that length (Anis and Lloyd, 1976; Peters, 1994), for short windows make everything look like a trend.
 *
 * Costs a pass over not quite two windows per value. A return is 0 where one of its prices is not positive. Both are 0.5,
 * the exponent of a random walk, where no price of the window moves by another share than the others.
 */
export class Hurst extends SeriesIndicator {
  readonly #period: number;
  readonly #ranges: readonly RescaledRange[];
  readonly #corrections: Float64Array;
  readonly #weights: Float64Array;
  /** The returns of the window, twice in a row, so that they can be read without a break wherever it begins. */
  readonly #returns: Float64Array;
  readonly #previous: Float64Array;
  /** Position of the next return; how many values were seen, up to `period`. */
  readonly #counters: Int32Array;

  constructor({ period = 100, source }: SeriesOptions = {}) {
    requireWhole('hurst', 'period', period, 16);
    const warmUp = [period + 1, period + 1];
    super({ id: 'hurst', parameters: { period }, outputs: ['hurst', 'corrected'], warmUp }, source);
    const sizes = chunkSizes(period);
    this.#period = period;
    this.#ranges = sizes.map((size, index) => new RescaledRange(this.memory, size, 2 ** index));
    this.#corrections = Float64Array.from(sizes, (n) => Math.sqrt((Math.PI * n) / 2) - expectedRescaledRange(n));
    this.#weights = slopeWeights(sizes.map((size) => Math.log(size)));
    this.#returns = this.memory.numbers(2 * period);
    this.#previous = this.memory.numbers(1);
    this.#counters = this.memory.counters(2);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [hurst, corrected] = outputs as [Float64Array, Float64Array];
    const counters = this.#counters;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const previous = this.#previous[0] as number;
      const seen = counters[1] as number;
      this.#previous[0] = value;
      hurst[row] = corrected[row] = Number.NaN;
      counters[1] = seen < this.#period ? seen + 1 : seen;
      if (seen === 0) continue;
      const change = value > 0 && previous > 0 ? Math.log(value / previous) : 0;
      this.#push(change);
      if (seen === this.#period) this.#fit(change, hurst, corrected, row);
      else for (const range of this.#ranges) range.step(change, this.#returns, this.#end);
    }
  }

  #push(change: number): void {
    const position = this.#counters[0] as number;
    this.#returns[position] = change;
    this.#returns[position + this.#period] = change;
    this.#counters[0] = position + 1 === this.#period ? 0 : position + 1;
  }

  /** Where the window ends among the returns. */
  get #end(): number {
    return (this.#counters[0] as number) + this.#period;
  }

  #fit(change: number, hurst: Float64Array, corrected: Float64Array, row: number): void {
    const weights = this.#weights;
    let raw = 0;
    let fair = 0;
    let moves = true;
    for (let index = 0; index < weights.length; index++) {
      const mean = (this.#ranges[index] as RescaledRange).step(change, this.#returns, this.#end);
      moves = moves && mean > 0;
      raw += (weights[index] as number) * Math.log(mean);
      fair += (weights[index] as number) * Math.log(mean + (this.#corrections[index] as number));
    }
    hurst[row] = moves ? raw : 0.5;
    corrected[row] = moves ? fair : 0.5;
  }
}
