import type { StateMemory } from '../contract/state-memory.ts';
import { cellKernel, deliver, inputPointer, kernelLine, KERNEL_ROWS, kernelTakes, outputPointer } from './kernel.ts';

/** The last values and those of a call behind one another, for windows that the kernel does not take. */
let line = new Float64Array(0);

function lineOf(length: number): Float64Array {
  if (length <= kernelLine.length) return kernelLine;
  if (line.length < length) line = new Float64Array(length);
  return line;
}

/** Mean absolute distance of the last `period` values from a given centre. Needs a pass over the window per value. */
export class RollingDeviation {
  readonly #period: number;
  readonly #values: Float64Array;
  readonly #counters: Int32Array;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = memory.numbers(period);
    this.#counters = memory.counters(1);
  }

  /** Takes a value, and the centre (NaN until there are `period` values, so that the result is NaN too). */
  step(value: number, centre: number): number {
    const values = this.#values;
    const period = this.#period;
    const position = this.#counters[0] as number;
    values[position] = value;
    this.#counters[0] = position + 1 === period ? 0 : position + 1;
    let sum = 0;
    for (let index = position + 1; index < period; index++) sum += Math.abs((values[index] as number) - centre);
    for (let index = 0; index <= position; index++) sum += Math.abs((values[index] as number) - centre);
    return sum / period;
  }

  /** As a `step` for each of the rows `from` to `to`; what they return is written to `output` from `at` on. */
  run(values: Float64Array, centres: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const period = this.#period;
    for (let row = from; row < to; row += KERNEL_ROWS) {
      const end = Math.min(to, row + KERNEL_ROWS);
      const length = end - row;
      const all = lineOf(period + length);
      this.#line(all, values, row, end);
      if (kernelTakes(period, length)) {
        const column = all.byteOffset;
        const centre = inputPointer(centres, row, end, 1);
        const target = row + at - from;
        cellKernel?.deviation(column, centre, length, outputPointer(output, target, 0), period);
        deliver(output, target, length, 0);
      } else {
        for (let index = 0; index < length; index++) {
          output[row + at - from + index] = deviation(all, index, period, centres[row + index] as number);
        }
      }
      this.#keep(all, length);
    }
  }

  /** The `period - 1` values before, and the new ones. */
  #line(all: Float64Array, values: Float64Array, from: number, to: number): void {
    const known = this.#values;
    const before = this.#period - 1;
    let position = (this.#counters[0] as number) + 1;
    for (let index = 0; index < before; index++) {
      if (position >= this.#period) position -= this.#period;
      all[index] = known[position] as number;
      position++;
    }
    if (to - from < 32) for (let row = from; row < to; row++) all[before + row - from] = values[row] as number;
    else all.set(values.subarray(from, to), before);
  }

  #keep(all: Float64Array, length: number): void {
    const period = this.#period;
    const known = this.#values;
    const count = Math.min(period, length);
    let position = ((this.#counters[0] as number) + length - count) % period;
    for (let index = period - 1 + length - count; index < period - 1 + length; index++) {
      known[position] = all[index] as number;
      position = position + 1 === period ? 0 : position + 1;
    }
    this.#counters[0] = position;
  }
}

function deviation(all: Float64Array, start: number, period: number, centre: number): number {
  let sum = 0;
  for (let index = start; index < start + period; index++) sum += Math.abs((all[index] as number) - centre);
  return sum / period;
}
