import type { StateMemory } from '../contract/state-memory.ts';

/**
 * True range: the greatest of high - low, |high - previous close| and |low - previous close| (Wilder, 1978).
 * NaN at the first bar, which has no previous close.
 */
export class TrueRangeStep {
  readonly #previousClose: Float64Array;
  readonly #seen: Int32Array;

  constructor(memory: StateMemory) {
    this.#previousClose = memory.numbers(1);
    this.#seen = memory.counters(1);
  }

  step(high: number, low: number, close: number): number {
    const previous = (this.#seen[0] as number) === 1 ? (this.#previousClose[0] as number) : Number.NaN;
    this.#seen[0] = 1;
    this.#previousClose[0] = close;
    return Math.max(high, previous) - Math.min(low, previous);
  }
}
