import type { StateMemory } from '../contract/state-memory.ts';

/** Side of a node that its smaller, or greater, values hang on. */
const LEFT = 0;
const RIGHT = 1;

/**
 * Ordered set of numbered values that counts in O(log n): a treap (Seidel and Aragon, 1996) with a size per node.
 * Priorities are a fixed scramble of the node's number, so that the shape depends on nothing but what was put in.
 * Nodes are 1 to `capacity`; 0 is none, and its left link is the root.
 */
export class OrderTree {
  readonly #values: Float64Array;
  /** Two per node. */
  readonly #links: Int32Array;
  readonly #sizes: Int32Array;
  readonly #priorities: Uint32Array;
  /** Scratch: nodes whose size is counted again. */
  readonly #path: Int32Array;

  constructor(memory: StateMemory, capacity: number) {
    this.#values = memory.numbers(capacity + 1);
    this.#links = memory.counters(2 * (capacity + 1));
    this.#sizes = memory.counters(capacity + 1);
    this.#priorities = Uint32Array.from({ length: capacity + 1 }, (_, node) => scramble(node));
    this.#path = new Int32Array(capacity + 1);
  }

  /** How many values are below `value`; with `orEqual`, how many are not above it. */
  countBelow(value: number, orEqual: boolean): number {
    const values = this.#values;
    const links = this.#links;
    let node = links[LEFT] as number;
    let count = 0;
    while (node !== 0) {
      const other = values[node] as number;
      if (other < value || (orEqual && other === value)) {
        count += 1 + (this.#sizes[links[2 * node + LEFT] as number] as number);
        node = links[2 * node + RIGHT] as number;
      } else node = links[2 * node + LEFT] as number;
    }
    return count;
  }

  /** Adds the value of a node that is not in the tree. */
  insert(added: number, value: number): void {
    const links = this.#links;
    this.#values[added] = value;
    const priority = this.#priorities[added] as number;
    let hole = LEFT;
    let node = links[hole] as number;
    while (node !== 0 && (this.#priorities[node] as number) > priority) {
      this.#sizes[node] = (this.#sizes[node] as number) + 1;
      hole = 2 * node + (this.#isBefore(added, node) ? LEFT : RIGHT);
      node = links[hole] as number;
    }
    links[hole] = added;
    this.#split(node, added);
  }

  /** Takes a node out of the tree that is in it. */
  remove(removed: number): void {
    const links = this.#links;
    const sizes = this.#sizes;
    let hole = LEFT;
    for (let node = links[hole] as number; node !== removed; node = links[hole] as number) {
      sizes[node] = (sizes[node] as number) - 1;
      hole = 2 * node + (this.#isBefore(removed, node) ? LEFT : RIGHT);
    }
    let smaller = links[2 * removed + LEFT] as number;
    let greater = links[2 * removed + RIGHT] as number;
    while (smaller !== 0 && greater !== 0) {
      const size = (sizes[smaller] as number) + (sizes[greater] as number);
      const isSmallerFirst = (this.#priorities[smaller] as number) > (this.#priorities[greater] as number);
      const first = isSmallerFirst ? smaller : greater;
      links[hole] = first;
      sizes[first] = size;
      hole = 2 * first + (isSmallerFirst ? RIGHT : LEFT);
      if (isSmallerFirst) smaller = links[hole] as number;
      else greater = links[hole] as number;
    }
    links[hole] = smaller === 0 ? greater : smaller;
  }

  /** Hangs what is below `node` on the two sides of `added`, and counts the sizes again from below. */
  #split(node: number, added: number): void {
    const links = this.#links;
    const path = this.#path;
    let depth = 0;
    let leftHole = 2 * added + LEFT;
    let rightHole = 2 * added + RIGHT;
    path[depth++] = added;
    for (let next = node; next !== 0;) {
      path[depth++] = next;
      if (this.#isBefore(next, added)) {
        links[leftHole] = next;
        leftHole = 2 * next + RIGHT;
        next = links[leftHole] as number;
      } else {
        links[rightHole] = next;
        rightHole = 2 * next + LEFT;
        next = links[rightHole] as number;
      }
    }
    links[leftHole] = 0;
    links[rightHole] = 0;
    while (depth > 0) {
      const at = path[--depth] as number;
      const left = this.#sizes[links[2 * at + LEFT] as number] as number;
      this.#sizes[at] = 1 + left + (this.#sizes[links[2 * at + RIGHT] as number] as number);
    }
  }

  /** Order by value, equal ones by number. */
  #isBefore(node: number, other: number): boolean {
    const a = this.#values[node] as number;
    const b = this.#values[other] as number;
    return a < b || (a === b && node < other);
  }
}

/** A whole number of 32 bits that looks random (the finisher of MurmurHash3). */
function scramble(node: number): number {
  let bits = Math.imul(node ^ (node >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
