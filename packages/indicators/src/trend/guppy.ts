import { ExponentialAverage } from '../cells/exponential-average.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';

export interface GuppyOptions {
  readonly source?: BarColumn;
}

/** Guppy's periods: the first six follow traders, the last six investors. */
const PERIODS = [3, 5, 8, 10, 12, 15, 30, 35, 40, 45, 50, 60];

/** Guppy multiple moving average: twelve exponential averages in two groups of six. */
export class Guppy extends SeriesIndicator {
  readonly #averages: readonly ExponentialAverage[];

  constructor({ source }: GuppyOptions = {}) {
    const outputs = PERIODS.map((period) => `ema${period}`);
    super({ id: 'guppy', parameters: {}, outputs, warmUp: PERIODS }, source);
    this.#averages = PERIODS.map((period) => new ExponentialAverage(this.memory, period));
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    for (let index = 0; index < PERIODS.length; index++) {
      const average = this.#averages[index] as ExponentialAverage;
      const output = outputs[index] as Float64Array;
      for (let row = from; row < to; row++) output[row] = average.step(values[row] as number);
    }
  }
}
