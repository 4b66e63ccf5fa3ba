/**
 * The whole changing state of one indicator, as blocks of numbers that its cells allocate when they are made.
 * Because nothing else changes, saving, restoring, resetting and previewing need no code of their own per indicator.
 */
export class StateMemory {
  readonly #blocks: (Float64Array | Int32Array)[] = [];
  #length = 0;

  /** How many numbers the state holds. */
  get length(): number {
    return this.#length;
  }

  /** A block of `length` numbers, all 0, also after a reset. */
  numbers(length: number): Float64Array {
    const block = new Float64Array(length);
    this.#blocks.push(block);
    this.#length += length;
    return block;
  }

  /** A block of `length` whole numbers (positions, counts), all 0, also after a reset. */
  counters(length: number): Int32Array {
    const block = new Int32Array(length);
    this.#blocks.push(block);
    this.#length += length;
    return block;
  }

  /** Writes the state into `target` from `offset` on. */
  saveTo(target: Float64Array, offset = 0): void {
    let at = offset;
    for (const block of this.#blocks) {
      target.set(block, at);
      at += block.length;
    }
  }

  /** Takes the state from `source`, `length` numbers from `offset` on. */
  restoreFrom(source: Float64Array, offset = 0): void {
    let at = offset;
    for (const block of this.#blocks) {
      for (let index = 0; index < block.length; index++) block[index] = source[at + index] as number;
      at += block.length;
    }
  }

  clear(): void {
    for (const block of this.#blocks) block.fill(0);
  }
}
