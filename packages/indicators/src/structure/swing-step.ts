import { RollingChannelAge } from '../cells/rolling-channel-age.ts';
import { scratch } from '../cells/scratch.ts';
import type { Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { requireWhole } from '../errors.ts';

/** Spans of a swing: how many bars on each side a swing high is above, and a swing low below. */
export interface SwingOptions {
  readonly left?: number;
  readonly right?: number;
}

/** What `SwingStep.step` found: none, one, or both of them (their sum). */
export const SWING_HIGH = 1;
export const SWING_LOW = 2;

/** Checks the spans of a swing. Throws `PARAMETER_OUT_OF_RANGE`. */
export function requireSpans(indicator: string, left: number, right: number): void {
  requireWhole(indicator, 'left', left, 1);
  requireWhole(indicator, 'right', right, 1);
}

/** What a run finds, of no meaning after the call in which it is made: so all indicators write to the same place. */
let found = new Uint8Array(1024);
let highs = new Float64Array(1024);
let lows = new Float64Array(1024);

/**
 * Swing highs and swing lows. A swing high is not lower than the `left` bars before it and higher than the `right` bars
 * after it (`strict`: higher than those before it too), and is found when the last of these has come, `right` bars later.
 * Of equal highs the last counts, as in MetaTrader's fractals; where `strict`, none does. Swing lows are the mirror image.
 *
 * A bar is a swing high where the highest of the `left` + `right` + 1 last bars came `right` bars ago.
 */
export class SwingStep {
  readonly #left: number;
  readonly #right: number;
  readonly #strict: boolean;
  readonly #ages: RollingChannelAge;
  /** The last highs and lows before a run, in rings whose size is a power of two. */
  readonly #highs: Float64Array;
  readonly #lows: Float64Array;
  /** The next bar. */
  readonly #bar: Int32Array;
  /** The row, counted from the first of the run, that was asked for last: no state. */
  #row = 0;

  constructor(memory: StateMemory, left: number, right: number, strict = false) {
    this.#left = left;
    this.#right = right;
    this.#strict = strict;
    this.#ages = new RollingChannelAge(memory, left + right + 1);
    const size = 2 ** Math.ceil(Math.log2(left + right));
    this.#highs = memory.numbers(size);
    this.#lows = memory.numbers(size);
    this.#bar = memory.counters(1);
  }

  /** Takes the rows `from` to `to`. What it finds is to be read before the next run, of whatever indicator. */
  run({ high, low }: Pick<Bars, 'high' | 'low'>, from: number, to: number): void {
    const rows = to - from;
    if (rows > found.length) {
      found = new Uint8Array(rows);
      highs = new Float64Array(rows);
      lows = new Float64Array(rows);
    }
    const highAges = scratch(0, rows);
    const lowAges = scratch(1, rows);
    this.#ages.run(high, low, from, to, highAges, lowAges, 0);
    const right = this.#right;
    for (let row = 0; row < rows; row++) {
      const isHigh = (highAges[row] as number) === right;
      const isLow = (lowAges[row] as number) === right;
      found[row] = 0;
      if (isHigh) this.#take(high, this.#highs, from, row, SWING_HIGH, highs);
      if (isLow) this.#take(low, this.#lows, from, row, SWING_LOW, lows);
    }
    this.#keep(high, low, from, to);
  }

  /** What became known in a row, counted from the first of the run: `SWING_HIGH`, `SWING_LOW`, their sum, or 0. */
  found(row: number): number {
    this.#row = row;
    return found[row] as number;
  }

  /** Price of the swing high that the last row asked for made known, if it did. */
  get high(): number {
    return highs[this.#row] as number;
  }

  /** Price of the swing low that the last row asked for made known, if it did. */
  get low(): number {
    return lows[this.#row] as number;
  }

  /** The bar `right` before `row` is the last of the furthest prices of its window: a swing, unless it must be the only. */
  #take(column: Float64Array, ring: Float64Array, from: number, row: number, kind: number, prices: Float64Array): void {
    const at = row - this.#right;
    const price = this.#priceAt(column, ring, from, at);
    if (this.#strict) {
      for (let each = at - this.#left; each < at; each++) {
        if (this.#priceAt(column, ring, from, each) === price) return;
      }
    }
    found[row] = (found[row] as number) + kind;
    prices[row] = price;
  }

  /** A price by its row, counted from the first of the run; below 0 it is one of those before. */
  #priceAt(column: Float64Array, ring: Float64Array, from: number, row: number): number {
    if (row >= 0) return column[from + row] as number;
    return ring[((this.#bar[0] as number) + row) & (ring.length - 1)] as number;
  }

  #keep(high: Float64Array, low: Float64Array, from: number, to: number): void {
    const size = this.#highs.length;
    const bar = this.#bar[0] as number;
    for (let row = Math.max(from, to - size); row < to; row++) {
      const at = (bar + row - from) & (size - 1);
      this.#highs[at] = high[row] as number;
      this.#lows[at] = low[row] as number;
    }
    this.#bar[0] = bar + to - from;
  }
}
