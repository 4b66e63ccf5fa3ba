import type { StateMemory } from '../contract/state-memory.ts';
import { SWING_HIGH, SWING_LOW, type SwingStep } from './swing-step.ts';

/** What `LegStep.step` returns. */
export const LEG_SAME = 0;
export const LEG_LONGER = 1;
export const LEG_NEW = 2;

/** Positions in the state. */
const START = 0;
const END = 1;
const KIND = 0;
const LEGS = 1;

/**
 * The last confirmed leg: from a swing high to the lowest swing low after it, or the other way round. A further swing of
 * the kind of its end makes the leg longer where it is beyond that end, and counts for nothing where it is not; a swing
 * of the other kind starts a new leg at that end.
 */
export class LegStep {
  readonly #prices: Float64Array;
  /** Kind of the swing at the end (1 high, -1 low, 0 none yet); legs so far, up to 1. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory) {
    this.#prices = memory.numbers(2);
    this.#counters = memory.counters(2);
  }

  /** Whether there is a leg. */
  get known(): boolean {
    return (this.#counters[LEGS] as number) === 1;
  }

  get start(): number {
    return this.#prices[START] as number;
  }

  get end(): number {
    return this.#prices[END] as number;
  }

  /** Takes what `swings` found at this bar. Returns whether the leg is the same, longer, or a new one. */
  step(found: number, swings: SwingStep): number {
    if (found === 0) return LEG_SAME;
    // Where one bar is both, the swing that may prolong the leg comes first, so that the other can turn it.
    const lowFirst = (this.#counters[KIND] as number) < 0;
    let change = LEG_SAME;
    if (lowFirst && (found & SWING_LOW) !== 0) change = this.#take(-1, swings.low);
    if ((found & SWING_HIGH) !== 0) change = Math.max(change, this.#take(1, swings.high));
    if (!lowFirst && (found & SWING_LOW) !== 0) change = Math.max(change, this.#take(-1, swings.low));
    return change;
  }

  #take(kind: number, price: number): number {
    const prices = this.#prices;
    const counters = this.#counters;
    const end = prices[END] as number;
    const before = counters[KIND] as number;
    if (before === kind) {
      if (!(kind * (price - end) > 0)) return LEG_SAME;
      prices[END] = price;
      return (counters[LEGS] as number) === 1 ? LEG_LONGER : LEG_SAME;
    }
    counters[KIND] = kind;
    prices[START] = end;
    prices[END] = price;
    if (before === 0) return LEG_SAME;
    counters[LEGS] = 1;
    return LEG_NEW;
  }
}
