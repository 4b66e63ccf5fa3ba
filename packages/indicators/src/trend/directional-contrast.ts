import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { TrueRangeStep } from '../cells/true-range-step.ts';
import type { StateMemory } from '../contract/state-memory.ts';

/** Wilder's DX (1978): the contrast of +DI and -DI in percent of their sum; 0 where nothing moved. */
export class DirectionalContrast {
  readonly #trueRange: TrueRangeStep;
  readonly #range: ExponentialAverage;
  readonly #plus: ExponentialAverage;
  readonly #minus: ExponentialAverage;
  /** High and low of the bar before. */
  readonly #previous: Float64Array;

  constructor(memory: StateMemory, period: number) {
    this.#trueRange = new TrueRangeStep(memory);
    this.#range = new ExponentialAverage(memory, period, 1 / period);
    this.#plus = new ExponentialAverage(memory, period, 1 / period);
    this.#minus = new ExponentialAverage(memory, period, 1 / period);
    this.#previous = memory.numbers(2);
  }

  /** Takes a bar; NaN until `period` + 1 bars were seen. */
  step(high: number, low: number, close: number): number {
    const previous = this.#previous;
    const trueRange = this.#trueRange.step(high, low, close);
    const up = high - (previous[0] as number);
    const down = (previous[1] as number) - low;
    previous[0] = high;
    previous[1] = low;
    // The first bar has no true range, and its moves would be against the zeros of the memory.
    if (trueRange !== trueRange) return Number.NaN;
    const range = this.#range.step(trueRange);
    const plus = quotient(100 * this.#plus.step(up > down && up > 0 ? up : 0), range, 0);
    const minus = quotient(100 * this.#minus.step(down > up && down > 0 ? down : 0), range, 0);
    return quotient(100 * Math.abs(plus - minus), plus + minus, 0);
  }
}
