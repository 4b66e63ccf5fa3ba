import type { StateMemory } from '../contract/state-memory.ts';
import { OrderTree } from './order-tree.ts';

/** Up to this many values, a pass over them costs less than a tree. */
const PASS_MAX = 128;

/** How many of the `period` values before it a value is above, and equals: in O(log period). */
export class RollingRank {
  readonly #period: number;
  /** The values, where there is no tree. */
  readonly #values: Float64Array;
  readonly #tree: OrderTree | undefined;
  /** Position of the oldest value; how many were seen, up to `period`. */
  readonly #counters: Int32Array;
  /** Values below, and equal values: a result, not state. */
  readonly #result = new Float64Array(2).fill(Number.NaN);

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period > PASS_MAX ? 0 : period);
    this.#tree = period > PASS_MAX ? new OrderTree(memory, period) : undefined;
    this.#counters = memory.counters(2);
  }

  /** How many of the values before the last one are below it; NaN until there are `period` of them. */
  get below(): number {
    return this.#result[0] as number;
  }

  /** How many of the values before the last one equal it. */
  get equal(): number {
    return this.#result[1] as number;
  }

  /** Takes a value. NaN is left out, wherever it comes. */
  step(value: number): void {
    const counters = this.#counters;
    const position = counters[0] as number;
    const isFull = (counters[1] as number) === this.#period;
    this.#result[0] = Number.NaN;
    this.#result[1] = Number.NaN;
    if (value !== value) return;
    if (isFull) this.#count(value);
    const tree = this.#tree;
    if (tree !== undefined) {
      if (isFull) tree.remove(position + 1);
      tree.insert(position + 1, value);
    } else this.#values[position] = value;
    counters[0] = position + 1 === this.#period ? 0 : position + 1;
    if (!isFull) counters[1] = (counters[1] as number) + 1;
  }

  #count(value: number): void {
    const tree = this.#tree;
    let below = 0;
    let notAbove = 0;
    if (tree === undefined) {
      for (const other of this.#values) {
        below += other < value ? 1 : 0;
        notAbove += other <= value ? 1 : 0;
      }
    } else {
      below = tree.countBelow(value, false);
      notAbove = tree.countBelow(value, true);
    }
    this.#result[0] = below;
    this.#result[1] = notAbove - below;
  }
}
