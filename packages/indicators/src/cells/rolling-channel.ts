import type { StateMemory } from '../contract/state-memory.ts';
import {
  cellKernel,
  deliver,
  inputPointer,
  KERNEL_ROWS,
  kernelTakes,
  outputPointer,
  stateIn,
  stateOut,
} from './kernel.ts';

/**
 * Highest of the last `period` highs and lowest of as many lows, in constant time, by blocks as in `RollingMax`.
 * Which of two prices is greater cannot be guessed, and a processor that guesses loses more time than everything else
 * takes; the kernel compares without guessing.
 */
export class RollingChannel {
  readonly #period: number;
  /**
   * In pairs, a high and a low times -1, so that both are looked for upwards. Before the position: values of the current
   * block. From it on: greatest from there to the end of the last block.
   */
  readonly #edges: Float64Array;
  /** Greatest of the current block. */
  readonly #current: Float64Array;
  /** Position in the block; whether a whole block was seen. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#edges = memory.numbers(2 * period);
    this.#current = memory.numbers(2);
    this.#counters = memory.counters(2);
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
    const shift = at - from;
    let row = from;
    while (row < to && (this.#counters[1] as number) === 0)
      row = this.#fill(high, low, row, to, highest, lowest, shift);
    for (; kernelTakes(this.#period, to - row); row = Math.min(to, row + KERNEL_ROWS)) {
      this.#runKernel(high, low, row, Math.min(to, row + KERNEL_ROWS), highest, lowest, row + shift);
    }
    while (row < to) row = this.#runInBlock(high, low, row, to, highest, lowest, shift);
  }

  /** One row of the first block. Returns the next row. */
  #fill(
    high: Float64Array,
    low: Float64Array,
    row: number,
    to: number,
    highest: Float64Array,
    lowest: Float64Array,
    shift: number,
  ): number {
    if (Number.isNaN(high[row]) && (this.#counters[0] as number) === 0) {
      highest[row + shift] = Number.NaN;
      lowest[row + shift] = Number.NaN;
      return row + 1;
    }
    const next = this.#runInBlock(high, low, row, to, highest, lowest, shift);
    const silent = (this.#counters[1] as number) === 1 ? next - 1 : next;
    highest.fill(Number.NaN, row + shift, silent + shift);
    lowest.fill(Number.NaN, row + shift, silent + shift);
    return next;
  }

  #runKernel(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highest: Float64Array,
    lowest: Float64Array,
    at: number,
  ): void {
    const rows = to - from;
    const period = this.#period;
    const tops = inputPointer(high, from, to, 0);
    const bottoms = inputPointer(low, from, to, 1);
    const above = outputPointer(highest, at, 0);
    const below = outputPointer(lowest, at, 1);
    const current = stateIn(this.#current, 0);
    const edges = stateIn(this.#edges, 2);
    const position = this.#counters[0] as number;
    this.#counters[0] = cellKernel?.channel(tops, bottoms, rows, above, below, edges, current, period, position) ?? 0;
    stateOut(this.#current, 0);
    stateOut(this.#edges, 2);
    deliver(highest, at, rows, 0);
    deliver(lowest, at, rows, 1);
  }

  /** Rows that end with their block or before. Returns the next row. */
  #runInBlock(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highest: Float64Array,
    lowest: Float64Array,
    shift: number,
  ): number {
    const period = this.#period;
    const edges = this.#edges;
    let position = this.#counters[0] as number;
    let top = position === 0 ? -Infinity : (this.#current[0] as number);
    let bottom = position === 0 ? -Infinity : (this.#current[1] as number);
    const end = Math.min(to, from + period - position);
    for (let row = from; row < end; row++) {
      const nextTop = high[row] as number;
      const nextBottom = -(low[row] as number);
      edges[2 * position] = nextTop;
      edges[2 * position + 1] = nextBottom;
      position++;
      if (nextTop > top) top = nextTop;
      if (nextBottom > bottom) bottom = nextBottom;
      const oldTop = position === period ? top : (edges[2 * position] as number);
      const oldBottom = position === period ? bottom : (edges[2 * position + 1] as number);
      // A zero has no sign, whichever way it was found.
      highest[row + shift] = (oldTop > top ? oldTop : top) + 0;
      lowest[row + shift] = 0 - (oldBottom > bottom ? oldBottom : bottom);
    }
    this.#current[0] = top;
    this.#current[1] = bottom;
    this.#counters[0] = position;
    if (position === period) this.#turn();
    return end;
  }

  #turn(): void {
    const edges = this.#edges;
    for (let index = 2 * this.#period - 3; index >= 0; index--) {
      if ((edges[index + 2] as number) > (edges[index] as number)) edges[index] = edges[index + 2] as number;
    }
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
