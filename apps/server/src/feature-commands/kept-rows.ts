import type { FeatureTable } from '@pipwright/features';
import type { PassedRows } from './feature-pass.ts';

/** Rows that are kept of a pass as float32: every row, or every second, third … where there are more than fit. */
export class SpreadRows {
  /** One of so many rows is kept. */
  readonly stride: number;
  readonly #names: readonly string[];
  readonly #time: Float64Array;
  readonly #columns: readonly Float32Array[];
  #length = 0;

  constructor(names: readonly string[], candles: number, rowsMax: number) {
    this.stride = Math.max(1, Math.ceil(candles / rowsMax));
    const rows = Math.ceil(candles / this.stride);
    this.#names = names;
    this.#time = new Float64Array(rows);
    this.#columns = names.map(() => new Float32Array(rows));
  }

  take({ candles, columns, length, before }: PassedRows): void {
    const late = before % this.stride;
    for (let row = late === 0 ? 0 : this.stride - late; row < length && this.#length < this.#time.length;) {
      const at = this.#length++;
      this.#time[at] = candles.time[row] as number;
      for (let column = 0; column < columns.length; column++)
        (this.#columns[column] as Float32Array)[at] = columns[column]?.[row] as number;
      row += this.stride;
    }
  }

  /** The kept rows that open in `[from, to)`. */
  table(from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): FeatureTable {
    const times = this.#time.subarray(0, this.#length);
    const first = times.findIndex((time) => time >= from);
    const end = times.findIndex((time) => time >= to);
    const start = first < 0 ? times.length : first;
    const stop = Math.max(start, end < 0 ? times.length : end);
    const time = times.subarray(start, stop);
    const columns = this.#columns.map((column) => column.subarray(start, stop));
    return { names: this.#names, length: time.length, time, columns };
  }
}
