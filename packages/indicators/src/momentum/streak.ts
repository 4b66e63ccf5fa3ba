import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';

/** Number of rises in a row (positive) or falls in a row (negative); 0 where the value did not change. */
export class Streak extends SeriesIndicator {
  /** The last value, the streak, and whether there was a value. */
  readonly #state: Float64Array;

  constructor({ source }: { readonly source?: BarColumn } = {}) {
    super({ id: 'streak', parameters: {}, outputs: ['streak'], warmUp: [2] }, source);
    this.#state = this.memory.numbers(3);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const state = this.#state;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const previous = state[0] as number;
      const streak = state[1] as number;
      let next = 0;
      if (value > previous) next = Math.max(streak, 0) + 1;
      else if (value < previous) next = Math.min(streak, 0) - 1;
      const seen = (state[2] as number) === 1;
      output[row] = seen ? next : Number.NaN;
      state[0] = value;
      state[1] = seen ? next : 0;
      state[2] = 1;
    }
  }
}
