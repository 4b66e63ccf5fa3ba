import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import { indicatorErrors } from '../errors.ts';

export interface LaguerreRsiOptions {
  /** Damping between 0 and 1: nearer to 1 is smoother and later. */
  readonly gamma?: number;
  readonly source?: BarColumn;
}

/**
 * Laguerre RSI (Ehlers, 2004): rises between the four stages of a Laguerre filter in percent of rises and falls; 50
 * where all stages are equal. All stages start from the first value; a number is shown from the fourth bar on.
 */
export class LaguerreRsi extends SeriesIndicator {
  readonly #gamma: number;
  readonly #stages: Float64Array;
  readonly #count: Int32Array;

  constructor({ gamma = 0.5, source }: LaguerreRsiOptions = {}) {
    if (!(gamma > 0 && gamma < 1)) {
      const expected = 'a number between 0 and 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({
        indicator: 'laguerre-rsi',
        parameter: 'gamma',
        value: gamma,
        expected,
      });
    }
    super({ id: 'laguerre-rsi', parameters: { gamma }, outputs: ['rsi'], warmUp: [4] }, source);
    this.#gamma = gamma;
    this.#stages = this.memory.numbers(4);
    this.#count = this.memory.counters(1);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const output = outputs[0] as Float64Array;
    const stages = this.#stages;
    const gamma = this.#gamma;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const count = this.#count[0] as number;
      if (count === 0) stages.fill(value);
      if (count < 4) this.#count[0] = count + 1;
      const before0 = stages[0] as number;
      const before1 = stages[1] as number;
      const before2 = stages[2] as number;
      const before3 = stages[3] as number;
      const stage0 = before0 + (1 - gamma) * (value - before0);
      const stage1 = before0 + gamma * (before1 - stage0);
      const stage2 = before1 + gamma * (before2 - stage1);
      const stage3 = before2 + gamma * (before3 - stage2);
      stages[0] = stage0;
      stages[1] = stage1;
      stages[2] = stage2;
      stages[3] = stage3;
      const rises = Math.max(stage0 - stage1, 0) + Math.max(stage1 - stage2, 0) + Math.max(stage2 - stage3, 0);
      const falls = Math.max(stage1 - stage0, 0) + Math.max(stage2 - stage1, 0) + Math.max(stage3 - stage2, 0);
      const moved = rises + falls;
      if (count < 3) output[row] = Number.NaN;
      else output[row] = moved === 0 ? 50 : (100 * rises) / moved;
    }
  }
}
