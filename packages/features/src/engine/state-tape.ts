/** Numbers of a saved state in the order in which they were written; read back in the same order. */
export class StateTape {
  readonly #parts: Float64Array[] = [];
  #numbers: Float64Array = new Float64Array(0);
  #at = 0;

  static of(numbers: Float64Array): StateTape {
    const tape = new StateTape();
    tape.#numbers = numbers;
    return tape;
  }

  write(numbers: Float64Array): void {
    this.#parts.push(numbers);
  }

  /** The next `length` numbers, as a view. */
  read(length: number): Float64Array {
    this.#at += length;
    return this.#numbers.subarray(this.#at - length, this.#at);
  }

  /** All that was written, as one copy. */
  toArray(): Float64Array {
    const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
    const numbers = new Float64Array(length);
    let at = 0;
    for (const part of this.#parts) {
      numbers.set(part, at);
      at += part.length;
    }
    return numbers;
  }
}
