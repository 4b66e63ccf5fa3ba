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
 * How many rows ago the highest of the last `period` highs and the lowest of as many lows came: 0 is the last row, and of
 * equals the latest counts. In constant time, by blocks as in `RollingChannel`.
 */
export class RollingChannelAge {
  readonly #period: number;
  /**
   * In pairs, a high and a low times -1. Before the position: values of the current block. From it on: greatest from there
   * to the end of the last block, and in `places` where they stand.
   */
  readonly #edges: Float64Array;
  readonly #places: Float64Array;
  /** Greatest of the current block, and where they stand. */
  readonly #current: Float64Array;
  /** Position in the block; whether a whole block was seen. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#edges = memory.numbers(2 * period);
    this.#places = memory.numbers(2 * period);
    this.#current = memory.numbers(4);
    this.#counters = memory.counters(2);
  }

  /** Takes the rows `from` to `to` and writes both ages from `at` on; NaN until `period` rows were seen. */
  run(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highAges: Float64Array,
    lowAges: Float64Array,
    at: number,
  ): void {
    const shift = at - from;
    let row = from;
    while (row < to && (this.#counters[1] as number) === 0) {
      const next = this.#runInBlock(high, low, row, to, highAges, lowAges, shift);
      const silent = (this.#counters[1] as number) === 1 ? next - 1 : next;
      highAges.fill(Number.NaN, row + shift, silent + shift);
      lowAges.fill(Number.NaN, row + shift, silent + shift);
      row = next;
    }
    for (; kernelTakes(this.#period, to - row); row = Math.min(to, row + KERNEL_ROWS)) {
      this.#runKernel(high, low, row, Math.min(to, row + KERNEL_ROWS), highAges, lowAges, row + shift);
    }
    while (row < to) row = this.#runInBlock(high, low, row, to, highAges, lowAges, shift);
  }

  #runKernel(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highAges: Float64Array,
    lowAges: Float64Array,
    at: number,
  ): void {
    const rows = to - from;
    const period = this.#period;
    const tops = inputPointer(high, from, to, 0);
    const bottoms = inputPointer(low, from, to, 1);
    const above = outputPointer(highAges, at, 0);
    const below = outputPointer(lowAges, at, 1);
    const placesAt = 2 * period + 6;
    const current = stateIn(this.#current, 0);
    const edges = stateIn(this.#edges, 4);
    const places = stateIn(this.#places, placesAt);
    const position = this.#counters[0] as number;
    this.#counters[0] =
      cellKernel?.channelAges(tops, bottoms, rows, above, below, edges, places, current, period, position) ?? 0;
    stateOut(this.#current, 0);
    stateOut(this.#edges, 4);
    stateOut(this.#places, placesAt);
    deliver(highAges, at, rows, 0);
    deliver(lowAges, at, rows, 1);
  }

  /** Rows that end with their block or before. Returns the next row. */
  #runInBlock(
    high: Float64Array,
    low: Float64Array,
    from: number,
    to: number,
    highAges: Float64Array,
    lowAges: Float64Array,
    shift: number,
  ): number {
    const start = this.#counters[0] as number;
    const end = Math.min(to, from + this.#period - start);
    this.#runEdge(high, 0, 1, from, end, highAges, shift);
    this.#runEdge(low, 1, -1, from, end, lowAges, shift);
    this.#counters[0] = start + end - from;
    if (start + end - from === this.#period) this.#turn();
    return end;
  }

  /** One of both edges: 0 the highs, 1 the lows, times `sign`. */
  #runEdge(
    column: Float64Array,
    edge: number,
    sign: number,
    from: number,
    to: number,
    ages: Float64Array,
    shift: number,
  ): void {
    const period = this.#period;
    const edges = this.#edges;
    let position = this.#counters[0] as number;
    let best = position === 0 ? -Infinity : (this.#current[edge] as number);
    let place = this.#current[2 + edge] as number;
    for (let row = from; row < to; row++) {
      const value = sign * (column[row] as number);
      edges[2 * position + edge] = value;
      if (value >= best) {
        best = value;
        place = position;
      }
      const next = 2 * (position + 1) + edge;
      const isOld = position + 1 < period && best < (edges[next] as number);
      ages[row + shift] = isOld ? position + period - (this.#places[next] as number) : position - place;
      position++;
    }
    this.#current[edge] = best;
    this.#current[2 + edge] = place;
  }

  #turn(): void {
    const edges = this.#edges;
    const places = this.#places;
    for (let index = 2 * this.#period - 1; index >= 0; index--) {
      const later = index + 2;
      const isOlder = later >= edges.length || (edges[index] as number) > (edges[later] as number);
      if (!isOlder) edges[index] = edges[later] as number;
      places[index] = isOlder ? index >> 1 : (places[later] as number);
    }
    this.#counters[0] = 0;
    this.#counters[1] = 1;
  }
}
