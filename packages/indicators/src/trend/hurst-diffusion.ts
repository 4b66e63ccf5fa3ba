import { RollingMoments } from '../cells/rolling-moments.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requireWhole } from '../errors.ts';
import { slopeWeights } from './slope-weights.ts';

export interface HurstDiffusionOptions {
  /** Values in the window. */
  readonly period?: number;
  /** Differences are taken over 2 values up to this many. */
  readonly lags?: number;
  readonly source?: BarColumn;
}

const SHORTEST_LAG = 2;

/**
 * Hurst exponent by diffusion: how fast the standard deviation of price differences grows with the distance over which
 * they are taken, as the slope of its logarithm over the logarithm of the distance. 0.5, the exponent of a random walk,
 * where some distance has no deviation. Costs one step per distance, whatever the period.
 */
export class HurstDiffusion extends SeriesIndicator {
  readonly #period: number;
  readonly #moments: readonly RollingMoments[];
  readonly #weights: Float64Array;
  /** The last values, as a ring; its length is the longest lag. */
  readonly #values: Float64Array;
  /** Position of the next value; how many were seen, up to `period`. */
  readonly #counters: Int32Array;

  constructor({ period = 252, lags = 20, source }: HurstDiffusionOptions = {}) {
    requireWhole('hurst-diffusion', 'lags', lags, SHORTEST_LAG + 1);
    requireWhole('hurst-diffusion', 'period', period, lags + 2);
    const parameters = { period, lags };
    super({ id: 'hurst-diffusion', parameters, outputs: ['hurst'], warmUp: [period] }, source);
    const distances = Array.from({ length: lags - SHORTEST_LAG + 1 }, (_, index) => index + SHORTEST_LAG);
    this.#period = period;
    this.#moments = distances.map((lag) => new RollingMoments(this.memory, period - lag));
    this.#weights = slopeWeights(distances.map((lag) => Math.log(lag)));
    this.#values = this.memory.numbers(lags);
    this.#counters = this.memory.counters(2);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const counters = this.#counters;
    const { length } = this.#values;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const position = counters[0] as number;
      const seen = counters[1] as number;
      const exponent = this.#step(value, position, seen);
      this.#values[position] = value;
      counters[0] = position + 1 === length ? 0 : position + 1;
      if (seen < this.#period) counters[1] = seen + 1;
      output[row] = seen + 1 < this.#period ? Number.NaN : exponent;
    }
  }

  #step(value: number, position: number, seen: number): number {
    const { length } = this.#values;
    let slope = 0;
    let moves = true;
    for (let index = 0; index < this.#moments.length; index++) {
      const lag = index + SHORTEST_LAG;
      if (seen < lag) continue;
      const at = position < lag ? position - lag + length : position - lag;
      const moments = this.#moments[index] as RollingMoments;
      moments.step(value - (this.#values[at] as number));
      moves = moves && moments.variance > 0;
      slope += (this.#weights[index] as number) * Math.log(moments.variance);
    }
    return moves ? slope / 2 : 0.5;
  }
}
