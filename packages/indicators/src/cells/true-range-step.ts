import type { StateMemory } from '../contract/state-memory.ts';

/** The columns that a true range needs. */
export interface HighLowClose {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

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

  /** Close of the last bar; NaN before the first. */
  get previousClose(): number {
    return (this.#seen[0] as number) === 1 ? (this.#previousClose[0] as number) : Number.NaN;
  }

  step(high: number, low: number, close: number): number {
    const previous = this.#previousClose[0] as number;
    const range = (this.#seen[0] as number) === 1 ? trueRange(high, low, previous) : Number.NaN;
    this.take(close);
    return range;
  }

  /** As a `step` for each of the rows `from` to `to`; what they return is written to `output` from `at` on. */
  run({ high, low, close }: HighLowClose, from: number, to: number, output: Float64Array, at: number): void {
    if (from === to) return;
    const shift = at - from;
    output[at] = this.step(high[from] as number, low[from] as number, close[from] as number);
    for (let row = from + 1; row < to; row++) {
      output[row + shift] = trueRange(high[row] as number, low[row] as number, close[row - 1] as number);
    }
    this.take(close[to - 1] as number);
  }

  /** As `step`, for a caller that knows the previous closes itself: only the last of several bars need be taken. */
  take(close: number): void {
    this.#previousClose[0] = close;
    this.#seen[0] = 1;
  }
}

/**
 * The range of a bar and the close before it. Comparisons, since they are quicker than `Math.max`, and this way round: a
 * close outside the next bar is rare, so that the processor guesses right, one at its edge is not.
 */
export function trueRange(high: number, low: number, previousClose: number): number {
  return (previousClose > high ? previousClose : high) - (previousClose < low ? previousClose : low);
}
