import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Highest of the last `period` highs and lowest of as many lows, in constant time, by blocks as in `RollingMax`.
 *
 * Which of two prices is greater cannot be guessed, and a processor that guesses loses more time than everything else
 * takes. So whole blocks are compared without a branch: with d = a - b, max(a, b) is b + (d + |d|) / 2. That is exact where
 * d is, and the difference of two numbers of which neither is more than twice the other is exact (Sterbenz). A block of
 * which this is not sure, afterwards, is done again with comparisons; so the result is always one of the prices.
 */
export class RollingChannel {
  readonly #period: number;
  /** Before the position: values of the current block. From it on: extremes from there to the end of the last block. */
  readonly #highs: Float64Array;
  readonly #lows: Float64Array;
  /** Extremes of the current block. */
  readonly #current: Float64Array;
  /** Position in the block; whether a whole block was seen. */
  readonly #counters: Int32Array;
  /** Where the next block's extremes are made: of no meaning between calls. */
  readonly #spareHighs: Float64Array;
  readonly #spareLows: Float64Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#highs = memory.numbers(period);
    this.#lows = memory.numbers(period);
    this.#current = memory.numbers(2);
    this.#counters = memory.counters(2);
    this.#spareHighs = new Float64Array(period);
    this.#spareLows = new Float64Array(period);
  }

  /**
   * Takes the rows `from` to `to` and writes the extremes of their windows from `at` on; NaN until `period` rows were seen.
   * NaN before the first row is skipped; after it there must be none.
   */
  run(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highest: Float64Array,
    lowest: Float64Array,
    at: number,
  ): void {
    const counters = this.#counters;
    const period = this.#period;
    const shift = at - from;
    let row = from;
    while (row < to) {
      const position = counters[0] as number;
      if (position === 0) {
        if ((counters[1] as number) === 1) row = this.#runBlocks(high, low, row, to, highest, lowest, shift);
        else for (; row < to && Number.isNaN(high[row] as number); row++) this.#none(highest, lowest, row + shift);
        if (row === to) return;
      }
      const end = Math.min(to, row + period - position);
      this.#runInBlock(high, low, row, end, highest, lowest, shift);
      row = end;
    }
  }

  #none(highest: Float64Array, lowest: Float64Array, row: number): void {
    highest[row] = Number.NaN;
    lowest[row] = Number.NaN;
  }

  /** Whole blocks, as long as they are ordinary: returns the first row of the block that is not. */
  #runBlocks(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highest: Float64Array,
    lowest: Float64Array,
    shift: number,
  ): number {
    const last = this.#period - 1;
    if (last === 0) return from;
    let oldHighs = this.#highs;
    let oldLows = this.#lows;
    let newHighs = this.#spareHighs;
    let newLows = this.#spareLows;
    let row = from;
    for (; row + last < to; row += last + 1) {
      const end = row + last;
      let topBefore = high[row] as number;
      let bottomBefore = low[row] as number;
      let topAfter = high[end] as number;
      let bottomAfter = low[end] as number;
      let crossed = +(bottomBefore > topBefore);
      newHighs[last] = topAfter;
      newLows[last] = bottomAfter;
      for (let index = 1; index <= last; index++) {
        const write = row + index - 1 + shift;
        const above = (oldHighs[index] as number) - topBefore;
        highest[write] = topBefore + (above + Math.abs(above)) * 0.5;
        const below = bottomBefore - (oldLows[index] as number);
        lowest[write] = bottomBefore - (below + Math.abs(below)) * 0.5;
        const top = high[row + index] as number;
        const bottom = low[row + index] as number;
        crossed += +(bottom > top);
        const fromTop = topBefore - top;
        topBefore = top + (fromTop + Math.abs(fromTop)) * 0.5;
        const fromBottom = bottom - bottomBefore;
        bottomBefore = bottom - (fromBottom + Math.abs(fromBottom)) * 0.5;
        const lateTop = high[end - index] as number;
        const lateFromTop = topAfter - lateTop;
        topAfter = lateTop + (lateFromTop + Math.abs(lateFromTop)) * 0.5;
        newHighs[last - index] = topAfter;
        const lateBottom = low[end - index] as number;
        const lateFromBottom = lateBottom - bottomAfter;
        bottomAfter = lateBottom - (lateFromBottom + Math.abs(lateFromBottom)) * 0.5;
        newLows[last - index] = bottomAfter;
      }
      highest[end + shift] = topBefore;
      lowest[end + shift] = bottomBefore;
      const top = Math.max(topAfter, oldHighs[1] as number, oldLows[last] as number);
      const bottom = Math.min(bottomAfter, oldLows[1] as number, oldHighs[last] as number);
      if (crossed > 0 || !(bottom > 0 && top <= 1.9 * bottom)) break;
      const highs = oldHighs;
      oldHighs = newHighs;
      newHighs = highs;
      const lows = oldLows;
      oldLows = newLows;
      newLows = lows;
    }
    if (oldHighs === this.#spareHighs) {
      this.#highs.set(this.#spareHighs);
      this.#lows.set(this.#spareLows);
    }
    return row;
  }

  /** Rows that end with their block or before. */
  #runInBlock(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highest: Float64Array,
    lowest: Float64Array,
    shift: number,
  ): void {
    const period = this.#period;
    const highs = this.#highs;
    const lows = this.#lows;
    const seenBlock = (this.#counters[1] as number) === 1;
    let position = this.#counters[0] as number;
    let top = position === 0 ? (high[from] as number) : (this.#current[0] as number);
    let bottom = position === 0 ? (low[from] as number) : (this.#current[1] as number);
    for (let row = from; row < to; row++) {
      const value = high[row] as number;
      const lowValue = low[row] as number;
      highs[position] = value;
      lows[position] = lowValue;
      position++;
      if (value > top) top = value;
      if (lowValue < bottom) bottom = lowValue;
      // `+ 0`: a zero has no sign, whichever way it was found.
      if (position === period) {
        highest[row + shift] = top + 0;
        lowest[row + shift] = bottom + 0;
      } else if (seenBlock) {
        const above = highs[position] as number;
        const below = lows[position] as number;
        highest[row + shift] = (above > top ? above : top) + 0;
        lowest[row + shift] = (below < bottom ? below : bottom) + 0;
      } else this.#none(highest, lowest, row + shift);
    }
    this.#current[0] = top;
    this.#current[1] = bottom;
    this.#counters[0] = position;
    if (position === period) this.#turn();
  }

  #turn(): void {
    const highs = this.#highs;
    const lows = this.#lows;
    let top = highs[this.#period - 1] as number;
    let bottom = lows[this.#period - 1] as number;
    for (let index = this.#period - 2; index >= 0; index--) {
      if ((highs[index] as number) > top) top = highs[index] as number;
      if ((lows[index] as number) < bottom) bottom = lows[index] as number;
      highs[index] = top;
      lows[index] = bottom;
    }
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
