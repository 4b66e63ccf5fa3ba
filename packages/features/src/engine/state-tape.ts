/** Numbers of a saved state in the order in which they were written, each part with its length; read back in order. */
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

  /** The next part, as a view. */
  read(): Float64Array {
    const start = this.#at + 1;
    const length = this.#numbers[this.#at] ?? 0;
    this.#at = start + length;
    return this.#numbers.subarray(start, this.#at);
  }

  /** All that was written, as one copy. */
  toArray(): Float64Array {
    const length = this.#parts.reduce((sum, part) => sum + 1 + part.length, 0);
    const numbers = new Float64Array(length);
    let at = 0;
    for (const part of this.#parts) {
      numbers[at] = part.length;
      numbers.set(part, at + 1);
      at += 1 + part.length;
    }
    return numbers;
  }
}
