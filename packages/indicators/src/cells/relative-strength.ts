import type { StateMemory } from '../contract/state-memory.ts';
import { ExponentialAverage } from './exponential-average.ts';
import { Lag } from './lag.ts';

/** Wilder's relative strength (see `Rsi`) of values that come one by one; 50 where nothing moved. */
export class RelativeStrength {
  readonly #previous: Lag;
  readonly #gain: ExponentialAverage;
  readonly #loss: ExponentialAverage;

  constructor(memory: StateMemory, period: number) {
    this.#previous = new Lag(memory, 1);
    this.#gain = new ExponentialAverage(memory, period, 1 / period);
    this.#loss = new ExponentialAverage(memory, period, 1 / period);
  }

  /** Takes a value; NaN until `period + 1` values were seen. */
  step(value: number): number {
    const change = value - this.#previous.step(value);
    const gain = this.#gain.step(Math.max(change, 0));
    const loss = this.#loss.step(Math.max(-change, 0));
    const sum = gain + loss;
    return sum === 0 ? 50 : (100 * gain) / sum;
  }
}
