import type { StateMemory } from '../contract/state-memory.ts';
import { cellKernel, deliver, inputPointer, KERNEL_ROWS, kernelTakes, outputPointer } from './kernel.ts';
import { TrailingValues } from './trailing-values.ts';

/** Mean absolute distance of the last `period` values from a given centre. Needs a pass over the window per value. */
export class RollingDeviation {
  readonly #period: number;
  readonly #values: TrailingValues;

  constructor(memory: StateMemory, period: number) {
    this.#period = period;
    this.#values = new TrailingValues(memory, period);
  }

  /** Takes a value, and the centre (NaN until there are `period` values, so that the result is NaN too). */
  step(value: number, centre: number): number {
    const values = this.#values;
    values.take(value);
    if (!values.full) return Number.NaN;
    let sum = 0;
    for (let index = 0; index < this.#period; index++) sum += Math.abs(values.at(index) - centre);
    return sum / this.#period;
  }

  /** As a `step` for each of the rows `from` to `to`; what they return is written to `output` from `at` on. */
  run(values: Float64Array, centres: Float64Array, from: number, to: number, output: Float64Array, at: number): void {
    const period = this.#period;
    const shift = at - from;
    let row = from;
    while (row < to) {
      const rows = Math.min(KERNEL_ROWS, to - row);
      if (!this.#values.full || !kernelTakes(period, rows)) {
        output[row + shift] = this.step(values[row] as number, centres[row] as number);
        row++;
        continue;
      }
      const line = this.#values.lineUp(values, row, row + rows);
      const centre = inputPointer(centres, row, row + rows, 1);
      cellKernel?.deviation(line.byteOffset, centre, rows, outputPointer(output, row + shift, 0), period);
      deliver(output, row + shift, rows, 0);
      row += rows;
    }
  }
}
