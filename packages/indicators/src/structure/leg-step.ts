import type { StateMemory } from '../contract/state-memory.ts';
import { SWING_HIGH, SWING_LOW, type SwingStep } from './swing-step.ts';

/** Is told of every change of the leg: one bar may prolong a leg and turn it. */
export interface LegListener {
  takeLeg(start: number, end: number, isNew: boolean): void;
}

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

  /** Takes what `swings` found at this bar (not 0), and tells the listener how the leg changed, if it did. */
  step(found: number, swings: SwingStep, listener: LegListener): void {
    // Where one bar is both, the swing that may prolong the leg comes first, so that the other can turn it.
    const lowFirst = (this.#counters[KIND] as number) < 0;
    if (lowFirst && (found & SWING_LOW) !== 0) this.#take(-1, swings.low, listener);
    if ((found & SWING_HIGH) !== 0) this.#take(1, swings.high, listener);
    if (!lowFirst && (found & SWING_LOW) !== 0) this.#take(-1, swings.low, listener);
  }

  #take(kind: number, price: number, listener: LegListener): void {
    const prices = this.#prices;
    const counters = this.#counters;
    const end = prices[END] as number;
    const before = counters[KIND] as number;
    const isNew = before !== kind;
    if (!isNew && !(kind * (price - end) > 0)) return;
    prices[END] = price;
    if (isNew) {
      counters[KIND] = kind;
      prices[START] = end;
      if (before === 0) return;
      counters[LEGS] = 1;
    }
    if ((counters[LEGS] as number) === 1) listener.takeLeg(prices[START] as number, price, isNew);
  }
}
