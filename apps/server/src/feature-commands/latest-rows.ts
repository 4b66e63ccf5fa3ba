import type { PassedRows } from './feature-pass.ts';

/** The last row of a pass, and as many before it as are kept, as float32. */
export class LatestRows {
  /** The last row as it was computed. */
  readonly row: Float64Array;
  readonly #columns: readonly Float32Array[];
  readonly #time: Float64Array;
  readonly #capacity: number;
  #taken = 0;

  /** Keeps `capacity` rows before the last one. */
  constructor(columns: number, capacity: number) {
    this.#capacity = capacity + 1;
    this.#columns = Array.from({ length: columns }, () => new Float32Array(this.#capacity));
    this.#time = new Float64Array(this.#capacity);
    this.row = new Float64Array(columns).fill(Number.NaN);
  }

  take({ candles, columns, length }: PassedRows): void {
    for (let row = 0; row < length; row++)
      this.#time[(this.#taken + row) % this.#capacity] = candles.time[row] as number;
    for (let column = 0; column < columns.length; column++) {
      const from = columns[column] as Float64Array;
      const kept = this.#columns[column] as Float32Array;
      for (let row = 0; row < length; row++) kept[(this.#taken + row) % this.#capacity] = from[row] as number;
      this.row[column] = from[length - 1] as number;
    }
    this.#taken += length;
  }

  /** How many rows before the last one are kept. */
  get before(): number {
    return Math.max(0, Math.min(this.#taken, this.#capacity) - 1);
  }

  /** Open time of the first row that is kept. */
  get firstTime(): number {
    return this.#time[this.#taken > this.#capacity ? this.#taken % this.#capacity : 0] as number;
  }

  /** Whether a column had a number in any of the kept rows before the last one. */
  hasBegun(column: number): boolean {
    return this.#values(column).some((value) => !Number.isNaN(value));
  }

  /** Share of the values before that are below the last one, equal ones counting half; NaN where there is none. */
  rank(column: number): number {
    const value = Math.fround(this.row[column] as number);
    let below = 0;
    let count = 0;
    for (const other of this.#values(column)) {
      if (Number.isNaN(other)) continue;
      count++;
      if (other < value) below++;
      else if (other === value) below += 0.5;
    }
    return Number.isNaN(value) || count === 0 ? Number.NaN : below / count;
  }

  /** The kept values before the last one, in no order. */
  #values(column: number): Float32Array {
    const kept = (this.#columns[column] as Float32Array).slice(0, Math.min(this.#taken, this.#capacity));
    const last = (this.#taken - 1) % this.#capacity;
    if (kept.length > 0) kept[last] = Number.NaN;
    return kept;
  }
}
