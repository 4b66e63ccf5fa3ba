import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Weighted mean and deviation of all values since the last `clear`, one value at a time (West, 1979): no squares of
 * prices are taken, so nothing cancels. A weight below 0 counts as 0. While no weight was seen, every value counts 1.
 */
export class WeightedMoments {
  /** Sum of weights, mean, sum of squares; count, plain mean, plain sum of squares. */
  readonly #state: Float64Array;

  constructor(memory: StateMemory) {
    this.#state = memory.numbers(6);
  }

  /** Weighted mean since the last `clear`. */
  get mean(): number {
    return (this.#state[0] as number) > 0 ? (this.#state[1] as number) : (this.#state[4] as number);
  }

  /** Weighted population deviation since the last `clear`. */
  get deviation(): number {
    const state = this.#state;
    const weight = state[0] as number;
    const variance = weight > 0 ? (state[2] as number) / weight : (state[5] as number) / (state[3] as number);
    return Math.sqrt(Math.max(0, variance));
  }

  /** Forgets all values. */
  clear(): void {
    this.#state.fill(0);
  }

  step(value: number, weight: number): void {
    const state = this.#state;
    if (weight > 0) {
      const sum = (state[0] as number) + weight;
      const mean = state[1] as number;
      const next = mean + (value - mean) * (weight / sum);
      state[0] = sum;
      state[1] = next;
      state[2] = (state[2] as number) + weight * (value - mean) * (value - next);
      return;
    }
    if ((state[0] as number) > 0) return;
    const count = (state[3] as number) + 1;
    const mean = state[4] as number;
    const next = mean + (value - mean) / count;
    state[3] = count;
    state[4] = next;
    state[5] = (state[5] as number) + (value - mean) * (value - next);
  }
}
