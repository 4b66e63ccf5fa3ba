import type { StateMemory } from '../contract/state-memory.ts';
import { OrderTree } from './order-tree.ts';

/** Up to this many values a sorted column, in which a change moves a third of them, costs less than a tree. */
const COLUMN_MAX = 2048;

/** How many of the `period` values before it a value is above, and equals: in O(log period) but for the moves above. */
export class RollingRank {
  readonly #period: number;
  /** By order of coming: `period` values in a circle. With a tree, which keeps them itself, none. */
  readonly #values: Float64Array;
  /** The same by size. */
  readonly #sorted: Float64Array;
  readonly #tree: OrderTree | undefined;
  /** Position of the oldest value; how many were seen, up to `period`. */
  readonly #counters: Int32Array;
  /** Values below, and equal values: a result, not state. */
  readonly #result = new Float64Array(2).fill(Number.NaN);

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    const isColumn = period <= COLUMN_MAX;
    this.#values = memory.numbers(isColumn ? period : 0);
    this.#sorted = memory.numbers(isColumn ? period : 0);
    this.#tree = isColumn ? undefined : new OrderTree(memory, period);
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
    const count = counters[1] as number;
    const isFull = count === this.#period;
    this.#result[0] = Number.NaN;
    this.#result[1] = Number.NaN;
    if (value !== value) return;
    if (this.#tree !== undefined) this.#stepTree(this.#tree, position + 1, value, isFull);
    else this.#stepColumn(position, value, count);
    counters[0] = position + 1 === this.#period ? 0 : position + 1;
    if (!isFull) counters[1] = count + 1;
  }

  #stepColumn(position: number, value: number, count: number): void {
    const sorted = this.#sorted;
    const below = firstNotBelow(sorted, value, count);
    if (count < this.#period) {
      sorted.copyWithin(below + 1, below, count);
      sorted[below] = value;
    } else {
      let notAbove = below;
      if (below < count && (sorted[below] as number) === value) notAbove = firstAbove(sorted, value, below, count);
      this.#result[0] = below;
      this.#result[1] = notAbove - below;
      const oldest = this.#values[position] as number;
      const gap = firstNotBelow(sorted, oldest, count);
      const isMovedDown = gap < below;
      if (isMovedDown) sorted.copyWithin(gap, gap + 1, below);
      else sorted.copyWithin(below + 1, below, gap);
      sorted[isMovedDown ? below - 1 : below] = value;
    }
    this.#values[position] = value;
  }

  #stepTree(tree: OrderTree, node: number, value: number, isFull: boolean): void {
    if (isFull) {
      const below = tree.countBelow(value, false);
      this.#result[0] = below;
      this.#result[1] = tree.countBelow(value, true) - below;
      tree.remove(node);
    }
    tree.insert(node, value);
  }
}

/** Of the first `count` sorted values, the position of the first that is not below `value`; `count` where there is none. */
function firstNotBelow(sorted: Float64Array, value: number, count: number): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Of the sorted values from `start` to `count`, the position of the first above `value`; `count` where there is none. */
function firstAbove(sorted: Float64Array, value: number, start: number, count: number): number {
  let from = start;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}
