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

/** Swing highs of the highs and swing lows of the lows, each reported `right` bars after it. See `SwingSide`. */
export class SwingStep {
  readonly #highs: SwingSide;
  readonly #lows: SwingSide;

  constructor(memory: StateMemory, left: number, right: number, strict = false) {
    this.#highs = new SwingSide(memory, left, right, strict);
    this.#lows = new SwingSide(memory, left, right, strict);
  }

  /** Price of the swing high `right` bars back, after a step that found one. */
  get high(): number {
    return this.#highs.peak;
  }

  /** Price of the swing low `right` bars back, after a step that found one. */
  get low(): number {
    return -this.#lows.peak;
  }

  /** Takes a bar. Returns what is now known of the bar `right` bars back: `SWING_HIGH`, `SWING_LOW`, their sum, or 0. */
  step(high: number, low: number): number {
    return SWING_HIGH * this.#highs.step(high) + SWING_LOW * this.#lows.step(-low);
  }
}
