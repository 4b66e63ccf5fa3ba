import type { StateMemory } from '../contract/state-memory.ts';

/**
 * Finds peaks of one series: values that are greater than the `left` values before them and not less than the `right`
 * values after them (`strict`: greater than those too). A peak is reported when its last neighbour on the right has
 * come, `right` values later. Of equal values the first counts; where `strict`, none does.
 *
 * Each value remembers how far back the next one lies that is not less than it, so that a new value jumps over all that
 * it beats, and no value is passed twice: constant time per value on average, whatever the spans.
 */
export class SwingSide {
  readonly #left: number;
  readonly #right: number;
  readonly #strict: boolean;
  /** The greater of both spans, and one less than the size of the rings, which is a power of two. */
  readonly #reach: number;
  readonly #mask: number;
  readonly #values: Float64Array;
  readonly #jumps: Int32Array;
  /** 1 where a value may still become a peak. */
  readonly #alive: Int32Array;
  readonly #count: Int32Array;

  constructor(memory: StateMemory, left: number, right: number, strict: boolean) {
    this.#left = left;
    this.#right = right;
    this.#strict = strict;
    this.#reach = Math.max(left, right);
    const size = 2 ** Math.ceil(Math.log2(this.#reach + 1));
    this.#mask = size - 1;
    this.#values = memory.numbers(size);
    this.#jumps = memory.counters(size);
    this.#alive = memory.counters(size);
    this.#count = memory.counters(1);
  }

  /** The value `right` steps back: the peak, after a step that returned 1. */
  get peak(): number {
    return this.#values[((this.#count[0] as number) - 1 - this.#right) & this.#mask] as number;
  }

  /** Takes a value; 1 where the value `right` steps back is now known to be a peak, else 0. */
  step(value: number): number {
    const values = this.#values;
    const alive = this.#alive;
    const jumps = this.#jumps;
    const mask = this.#mask;
    const at = this.#count[0] as number;
    const reach = Math.min(this.#reach, at);
    let distance = 1;
    while (distance <= reach) {
      const other = (at - distance) & mask;
      const before = values[other] as number;
      if (!(before < value)) {
        if (this.#strict && before === value) alive[other] = 0;
        break;
      }
      alive[other] = 0;
      distance += jumps[other] as number;
    }
    const slot = at & mask;
    values[slot] = value;
    jumps[slot] = distance;
    alive[slot] = distance > this.#left && at >= this.#left ? 1 : 0;
    this.#count[0] = at + 1;
    return alive[(at - this.#right) & mask] as number;
  }
}
