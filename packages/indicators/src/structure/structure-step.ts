import type { StateMemory } from '../contract/state-memory.ts';
import { SWING_HIGH, SWING_LOW, type SwingStep } from './swing-step.ts';

/** Positions in the state. */
const HIGH = 0;
const LOW = 1;
const HIGH_OPEN = 0;
const LOW_OPEN = 1;
const TREND = 2;

/** What `StructureStep.step` may return for a break upwards; the negative of it for one downwards. */
export const BREAK = 1;
export const CHANGE = 2;

/**
 * Breaks of the last confirmed swing high and swing low by a close. A break in the direction of the one before it (or
 * the first of all) is a break of structure; one against it is a change of character and turns the trend. Each swing is
 * broken once; until a new one is confirmed there is nothing to break on that side.
 */
export class StructureStep {
  /** Prices of the last swing high and swing low. */
  readonly #levels: Float64Array;
  /** Whether these are still unbroken; the trend: 1, -1, or 0 before the first break. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory) {
    this.#levels = memory.numbers(2);
    this.#counters = memory.counters(3);
  }

  get trend(): number {
    return this.#counters[TREND] as number;
  }

  /** Price of the swing that a step has broken: `event` is what it returned. */
  levelOf(event: number): number {
    return this.#levels[event > 0 ? HIGH : LOW] as number;
  }

  /** Takes what `swings` found at this bar, and its close. Returns `BREAK`, `CHANGE`, their negatives, or 0. */
  step(found: number, swings: SwingStep, close: number): number {
    const levels = this.#levels;
    const counters = this.#counters;
    if (found !== 0) {
      if ((found & SWING_HIGH) !== 0) {
        levels[HIGH] = swings.high;
        counters[HIGH_OPEN] = 1;
      }
      if ((found & SWING_LOW) !== 0) {
        levels[LOW] = swings.low;
        counters[LOW_OPEN] = 1;
      }
    }
    if ((counters[HIGH_OPEN] as number) === 1 && close > (levels[HIGH] as number)) {
      counters[HIGH_OPEN] = 0;
      const event = (counters[TREND] as number) < 0 ? CHANGE : BREAK;
      counters[TREND] = 1;
      return event;
    }
    if ((counters[LOW_OPEN] as number) === 1 && close < (levels[LOW] as number)) {
      counters[LOW_OPEN] = 0;
      const event = (counters[TREND] as number) > 0 ? -CHANGE : -BREAK;
      counters[TREND] = -1;
      return event;
    }
    return 0;
  }
}
