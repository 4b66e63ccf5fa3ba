import type { StateMemory } from '../contract/state-memory.ts';
import { EXTENSIONS, GOLDEN_TO, RETRACEMENTS } from './fibonacci-ratios.ts';
import type { LegListener } from './leg-step.ts';

/** The edges of the golden zone are one level, not two. */
const COUNTED = RETRACEMENTS.filter((ratio) => ratio !== GOLDEN_TO);
const LEVELS = COUNTED.length + EXTENSIONS.length;

/**
 * The levels of the last legs, in a ring. All are looked at for each bar: keeping them in order of price, with marks that
 * follow the close, took as long for five legs and longer for one.
 */
export class LegLevels implements LegListener {
  readonly #legs: number;
  readonly #levels: Float64Array;
  /** Place of the newest leg in the ring; how many legs there are. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, legs: number) {
    this.#legs = legs;
    this.#levels = memory.numbers(legs * LEVELS);
    this.#counters = memory.counters(2);
  }

  /** A leg is new, in place of the oldest, or the newest is longer. */
  takeLeg(start: number, end: number, isNew: boolean): void {
    const counters = this.#counters;
    if (isNew && (counters[1] as number) > 0) counters[0] = ((counters[0] as number) + 1) % this.#legs;
    if (isNew) counters[1] = Math.min((counters[1] as number) + 1, this.#legs);
    let at = (counters[0] as number) * LEVELS;
    for (const ratio of COUNTED) this.#levels[at++] = end - ratio * (end - start);
    for (const ratio of EXTENSIONS) this.#levels[at++] = start + ratio * (end - start);
  }

  /** How many levels are within `tolerance` of `price`. */
  near(price: number, tolerance: number): number {
    const levels = this.#levels;
    const end = (this.#counters[1] as number) * LEVELS;
    let count = 0;
    for (let at = 0; at < end; at++) if (Math.abs((levels[at] as number) - price) <= tolerance) count++;
    return count;
  }
}
