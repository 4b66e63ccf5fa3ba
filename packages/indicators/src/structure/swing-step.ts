import type { Bars } from '../contract/indicator.ts';
import type { StateMemory } from '../contract/state-memory.ts';
import { requireWhole } from '../errors.ts';
import { SwingSide } from './swing-side.ts';

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

/**
 * Swing highs and swing lows. A swing high is higher than the `left` bars before it and not lower than the `right` bars
 * after it (`strict`: higher than those too), and is found when the last of these has come, `right` bars later. Of equal
 * highs the first counts; where `strict`, none does. Swing lows are the mirror image.
 */
export class SwingStep {
  readonly #right: number;
  /** The first bar at which a swing may be found. */
  readonly #first: number;
  readonly #strict: boolean;
  readonly #highs: SwingSide;
  readonly #lows: SwingSide;
  /** The next bar. */
  readonly #bar: Int32Array;

  constructor(memory: StateMemory, left: number, right: number, strict = false) {
    this.#right = right;
    this.#first = left + right;
    this.#strict = strict;
    this.#highs = new SwingSide(memory, left + right + 1, 1);
    this.#lows = new SwingSide(memory, left + right + 1, -1);
    this.#bar = memory.counters(1);
  }

  /** Price of the swing high `right` bars back, after a step that found one. */
  get high(): number {
    return this.#highs.valueAt((this.#bar[0] as number) - 1 - this.#right);
  }

  /** Price of the swing low `right` bars back, after a step that found one. */
  get low(): number {
    return this.#lows.valueAt((this.#bar[0] as number) - 1 - this.#right);
  }

  /**
   * Takes the bar of a row: the columns and not its prices, since numbers that are handed to a function may be boxed.
   * Returns what is now known of the bar `right` bars back: `SWING_HIGH`, `SWING_LOW`, their sum, or 0.
   */
  step(bars: Pick<Bars, 'high' | 'low'>, row: number): number {
    const bar = this.#bar[0] as number;
    const candidate = bar - this.#right;
    const highest = this.#highs.step(bars.high, row, bar);
    const lowest = this.#lows.step(bars.low, row, bar);
    this.#bar[0] = bar + 1;
    if ((highest !== candidate && lowest !== candidate) || bar < this.#first) return 0;
    let found = 0;
    if (highest === candidate && !(this.#strict && this.#highs.isTied(candidate))) found = SWING_HIGH;
    if (lowest === candidate && !(this.#strict && this.#lows.isTied(candidate))) found += SWING_LOW;
    return found;
  }
}
