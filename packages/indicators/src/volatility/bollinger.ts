import { NOTHING as nothing } from '../cells/quotient.ts';
import { columnKernel, deliver, deliverFrom, inputPointer, outputPointer } from '../cells/kernel.ts';
import { RollingMoments } from '../cells/rolling-moments.ts';
import { scratch } from '../cells/scratch.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';

const NOTHING = nothing;

export interface BollingerOptions {
  readonly period?: number;
  /** Standard deviations from the mean to a band. */
  readonly deviations?: number;
  readonly source?: BarColumn;
}

/**
 * Bollinger bands over the population deviation: bands, %B (0 at the lower, 1 at the upper band; 0.5 without a width)
 * and width in proportion to the mean (0 where that is 0).
 */
export class Bollinger extends SeriesIndicator {
  readonly #deviations: number;
  readonly #moments: RollingMoments;

  constructor({ period = 20, deviations = 2, source }: BollingerOptions = {}) {
    requireWhole('bollinger', 'period', period, 2);
    requirePositive('bollinger', 'deviations', deviations);
    const outputs = ['middle', 'upper', 'lower', 'percentB', 'width'];
    const warmUp = outputs.map(() => period);
    super({ id: 'bollinger', parameters: { period, deviations }, outputs, warmUp }, source);
    this.#deviations = deviations;
    this.#moments = new RollingMoments(this.memory, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [middle, upper, lower, percentB, width] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const deviations = this.#deviations;
    const kernel = columnKernel(to - from);
    if (kernel !== undefined) {
      const rows = to - from;
      const means = scratch(0, rows);
      const spreads = scratch(1, rows);
      this.#moments.run(values, from, to, means, spreads, 0);
      const column = inputPointer(values, from, to, 0);
      const [high, low] = [outputPointer(upper, from, 0), outputPointer(lower, from, 1)];
      const [inside, wide] = [outputPointer(percentB, from, 2), outputPointer(width, from, 3)];
      kernel.bands(column, means.byteOffset, spreads.byteOffset, rows, deviations, high, low, inside, wide);
      deliverFrom(means, middle, from, rows);
      deliver(upper, from, rows, 0);
      deliver(lower, from, rows, 1);
      deliver(percentB, from, rows, 2);
      return deliver(width, from, rows, 3);
    }
    this.#moments.run(values, from, to, middle, upper, from);
    for (let row = from; row < to; row++) {
      const mean = middle[row] as number;
      const half = deviations * (upper[row] as number);
      upper[row] = mean + half;
      lower[row] = mean - half;
      percentB[row] = Math.abs(half) < NOTHING ? 0.5 : ((values[row] as number) - mean + half) / (2 * half);
      width[row] = Math.abs(mean) < NOTHING ? 0 : (2 * half) / mean;
    }
  }
}
