import type { StateMemory } from '../contract/state-memory.ts';
import { kernelLine } from './kernel.ts';

/** For windows that are too long for the kernel: of no meaning between calls. */
let longLine = new Float64Array(0);

/** Below so many rows a loop is quicker than a copy. */
const COPY_ROWS_MIN = 32;

/** The last `period` values themselves, for cells that pass over their window. */
export class TrailingValues {
  readonly #period: number;
  readonly #values: Float64Array;
  /** Position of the oldest value; how many were seen, up to `period`. */
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period);
    this.#counters = memory.counters(2);
  }

  /** Whether `period` values were seen. */
  get full(): boolean {
    return (this.#counters[1] as number) === this.#period;
  }

  /** Takes a value. NaN before the first value is skipped. */
  take(value: number): void {
    const counters = this.#counters;
    const position = counters[0] as number;
    const seen = counters[1] as number;
    if (seen === 0 && value !== value) return;
    this.#values[position] = value;
    counters[0] = position + 1 === this.#period ? 0 : position + 1;
    if (seen < this.#period) counters[1] = seen + 1;
  }

  /** A value: 0 is the oldest, `period - 1` the last. Only once it is `full`. */
  at(index: number): number {
    const position = (this.#counters[0] as number) + index;
    return this.#values[position < this.#period ? position : position - this.#period] as number;
  }

  /**
   * Once it is full: takes the rows `from` to `to` and returns the `period - 1` values before them and themselves behind
   * one another, so that the window of each begins at its index. It holds until another cell lines up.
   */
  lineUp(values: Float64Array, from: number, to: number): Float64Array {
    const before = this.#period - 1;
    const length = to - from;
    const line = lineOf(before + length);
    for (let index = 0; index < before; index++) line[index] = this.at(index + 1);
    if (length < COPY_ROWS_MIN)
      for (let row = 0; row < length; row++) line[before + row] = values[from + row] as number;
    else line.set(values.subarray(from, to), before);
    this.#keep(line, length);
    return line;
  }

  #keep(line: Float64Array, length: number): void {
    const period = this.#period;
    const count = Math.min(period, length);
    let position = ((this.#counters[0] as number) + length - count) % period;
    for (let index = period - 1 + length - count; index < period - 1 + length; index++) {
      this.#values[position] = line[index] as number;
      position = position + 1 === period ? 0 : position + 1;
    }
    this.#counters[0] = position;
  }
}

function lineOf(length: number): Float64Array {
  if (length <= kernelLine.length) return kernelLine;
  if (longLine.length < length) longLine = new Float64Array(length);
  return longLine;
}
