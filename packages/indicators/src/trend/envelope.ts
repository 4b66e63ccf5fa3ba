import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { AverageOfKind, requireFlag } from './average-kind.ts';

export interface EnvelopeOptions {
  readonly period?: number;
  /** Distance of the lines from the average, in percent of it. */
  readonly percent?: number;
  /** 0: simple average. 1: exponential average. */
  readonly kind?: number;
  readonly source?: BarColumn;
}

/** Moving average envelope: an average, and lines a fixed percentage above and below it. */
export class Envelope extends SeriesIndicator {
  readonly #share: number;
  readonly #average: AverageOfKind;

  constructor({ period = 20, percent = 2.5, kind = 0, source }: EnvelopeOptions = {}) {
    requireWhole('envelope', 'period', period, 1);
    requirePositive('envelope', 'percent', percent);
    requireFlag('envelope', 'kind', kind);
    const shape = { id: 'envelope', parameters: { period, percent, kind }, outputs: ['upper', 'middle', 'lower'] };
    super({ ...shape, warmUp: [period, period, period] }, source);
    this.#share = percent / 100;
    this.#average = new AverageOfKind(this.memory, kind, period);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [upper, middle, lower] = outputs as [Float64Array, Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const average = this.#average.step(values[row] as number);
      // The size of the average, so that the upper line stays the upper one below zero too.
      const distance = Math.abs(average) * this.#share;
      upper[row] = average + distance;
      middle[row] = average;
      lower[row] = average - distance;
    }
  }
}
