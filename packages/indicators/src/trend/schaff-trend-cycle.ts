import { ExponentialAverage } from '../cells/exponential-average.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { RollingMean } from '../cells/rolling-mean.ts';
import { SeriesIndicator, type BarColumn } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { indicatorErrors, requireWhole } from '../errors.ts';

export interface SchaffTrendCycleOptions {
  /** Values in the range of each stochastic. */
  readonly cycle?: number;
  readonly fast?: number;
  readonly slow?: number;
  /** Weight of the newest value where a stochastic is smoothed, above 0, at most 1. */
  readonly factor?: number;
  readonly source?: BarColumn;
}

/** Where a value lies in the range of the last `period`, in percent; as before where there is no range, 50 at first. */
class RangePosition {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  /** The last position less 50. */
  readonly #last: Float64Array;

  constructor(memory: StateMemory, period: number) {
    this.#highest = new RollingMax(memory, period);
    this.#lowest = new RollingMin(memory, period);
    this.#last = memory.numbers(1);
  }

  step(value: number): number {
    const lowest = this.#lowest.step(value);
    const range = this.#highest.step(value) - lowest;
    if (range !== range) return Number.NaN;
    if (range > 0) this.#last[0] = (100 * (value - lowest)) / range - 50;
    return (this.#last[0] as number) + 50;
  }
}

/**
 * Schaff trend cycle (Schaff, 1999): the stochastic of the MACD line, smoothed, and the stochastic of that, smoothed
 * again, 0 to 100. `single` stops after one stochastic, which it averages over three values; its stochastic is 50 where
 * there is no range.
 */
export class SchaffTrendCycle extends SeriesIndicator {
  readonly #fast: ExponentialAverage;
  readonly #slow: ExponentialAverage;
  readonly #first: RangePosition;
  readonly #second: RangePosition;
  readonly #firstSmooth: ExponentialAverage;
  readonly #secondSmooth: ExponentialAverage;
  readonly #mean: RollingMean;

  constructor({ cycle = 10, fast = 23, slow = 50, factor = 0.5, source }: SchaffTrendCycleOptions = {}) {
    requireWhole('stc', 'cycle', cycle, 2);
    requireWhole('stc', 'fast', fast, 1);
    requireWhole('stc', 'slow', slow, fast + 1);
    if (!(factor > 0 && factor <= 1)) {
      const expected = 'a number above 0, at most 1';
      throw indicatorErrors.PARAMETER_OUT_OF_RANGE({ indicator: 'stc', parameter: 'factor', value: factor, expected });
    }
    const warmUp = [slow + 2 * cycle - 2, slow + cycle + 1];
    super({ id: 'stc', parameters: { cycle, fast, slow, factor }, outputs: ['stc', 'single'], warmUp }, source);
    this.#fast = new ExponentialAverage(this.memory, fast);
    this.#slow = new ExponentialAverage(this.memory, slow);
    this.#first = new RangePosition(this.memory, cycle);
    this.#second = new RangePosition(this.memory, cycle);
    this.#firstSmooth = new ExponentialAverage(this.memory, 1, factor);
    this.#secondSmooth = new ExponentialAverage(this.memory, 1, factor);
    this.#mean = new RollingMean(this.memory, 3);
  }

  computeSeries(values: Float64Array, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [stc, single] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      const fast = this.#fast.step(value);
      const position = this.#first.step(fast - this.#slow.step(value));
      stc[row] = this.#secondSmooth.step(this.#second.step(this.#firstSmooth.step(position)));
      single[row] = this.#mean.step(position);
    }
  }
}
