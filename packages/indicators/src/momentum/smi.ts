import { ExponentialAverage } from '../cells/exponential-average.ts';
import { quotient } from '../cells/quotient.ts';
import { RollingMax, RollingMin } from '../cells/rolling-extreme.ts';
import { Indicator, type Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { requireWhole } from '../errors.ts';

export interface SmiOptions {
  readonly period?: number;
  /** Periods of the first and the second exponential average. */
  readonly first?: number;
  readonly second?: number;
  /** Period of the exponential average that is the signal. */
  readonly signal?: number;
}

/** An exponential average that starts with its first value. */
function averageFrom(memory: StateMemory, period: number): ExponentialAverage {
  return new ExponentialAverage(memory, 1, 2 / (period + 1));
}

/**
 * Stochastic momentum index (Blau, 1993): twice smoothed distance of the close from the middle of the range of `period`
 * bars, in percent of half the twice smoothed range: -100 to 100; 0 without a range. The averages start with their first
 * value.
 */
export class Smi extends Indicator {
  readonly #highest: RollingMax;
  readonly #lowest: RollingMin;
  readonly #distance: readonly [ExponentialAverage, ExponentialAverage];
  readonly #range: readonly [ExponentialAverage, ExponentialAverage];
  readonly #signal: ExponentialAverage;

  constructor({ period = 13, first = 25, second = 2, signal = 3 }: SmiOptions = {}) {
    requireWhole('smi', 'period', period, 1);
    requireWhole('smi', 'first', first, 1);
    requireWhole('smi', 'second', second, 1);
    requireWhole('smi', 'signal', signal, 1);
    const parameters = { period, first, second, signal };
    super({ id: 'smi', parameters, outputs: ['smi', 'signal'], warmUp: [period, period] }, ['high', 'low', 'close']);
    const { memory } = this;
    this.#highest = new RollingMax(memory, period);
    this.#lowest = new RollingMin(memory, period);
    this.#distance = [averageFrom(memory, first), averageFrom(memory, second)];
    this.#range = [averageFrom(memory, first), averageFrom(memory, second)];
    this.#signal = averageFrom(memory, signal);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [smi, signal] = outputs as [Float64Array, Float64Array];
    for (let row = from; row < to; row++) {
      const highest = this.#highest.step(bars.high[row] as number);
      const lowest = this.#lowest.step(bars.low[row] as number);
      const fromMiddle = (bars.close[row] as number) - 0.5 * (highest + lowest);
      const distance = this.#distance[1].step(this.#distance[0].step(fromMiddle));
      const range = this.#range[1].step(this.#range[0].step(highest - lowest));
      const index = quotient(200 * distance, range, 0);
      smi[row] = index;
      signal[row] = this.#signal.step(index);
    }
  }
}
