import { allocateCandles, CANDLE_COLUMN_NAMES, sliceCandles, type CandleColumns } from '@pipwright/model';

/** Columns that grow as rows are appended. */
export class CandleBuilder {
  #columns: CandleColumns;
  #length = 0;

  constructor(capacity = 1024) {
    this.#columns = allocateCandles(Math.max(1, capacity));
  }

  get length(): number {
    return this.#length;
  }

  /** Appends a row and gives its index; its columns are written through `columns`. */
  addRow(): number {
    if (this.#length === this.#columns.length) this.#grow();
    return this.#length++;
  }

  /** The columns as they are now; they move when `addRow` needs room. */
  get columns(): CandleColumns {
    return this.#columns;
  }

  /** Copies one row of other columns. */
  copyRow(from: CandleColumns, index: number): void {
    const row = this.addRow();
    for (const name of CANDLE_COLUMN_NAMES) this.#columns[name][row] = from[name][index] as number;
  }

  /** What was appended; the builder is empty afterwards. */
  take(): CandleColumns {
    const taken = sliceCandles(this.#columns, 0, this.#length);
    this.#columns = allocateCandles(Math.max(1024, this.#length));
    this.#length = 0;
    return taken;
  }

  #grow(): void {
    const grown = allocateCandles(this.#columns.length * 2);
    for (const name of CANDLE_COLUMN_NAMES) grown[name].set(this.#columns[name]);
    this.#columns = grown;
  }
}

/** Rows of candles in another order, or a part of them. */
export function pickCandles(candles: CandleColumns, rows: ArrayLike<number>): CandleColumns {
  const picked = allocateCandles(rows.length);
  for (const name of CANDLE_COLUMN_NAMES) {
    const from = candles[name];
    const to = picked[name];
    for (let index = 0; index < rows.length; index++) to[index] = from[rows[index] as number] as number;
  }
  return picked;
}
