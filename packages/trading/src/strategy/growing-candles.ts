import { allocateCandles, CANDLE_COLUMN_NAMES, type CandleColumns } from '@pipwright/model';

const FIRST_ROWS = 256;

/** Columns that candles are appended to. */
export class GrowingCandles {
  #columns = allocateCandles(FIRST_ROWS);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The memory, longer than what is filled. Another one after it had to grow. */
  get columns(): CandleColumns {
    return this.#columns;
  }

  /** Appends a copy of row `index` of `candles`. */
  push(candles: CandleColumns, index: number): void {
    if (this.#length === this.#columns.length) this.#grow();
    for (const name of CANDLE_COLUMN_NAMES) this.#columns[name][this.#length] = candles[name][index]!;
    this.#length++;
  }

  #grow(): void {
    const grown = allocateCandles(this.#columns.length * 2);
    for (const name of CANDLE_COLUMN_NAMES) grown[name].set(this.#columns[name]);
    this.#columns = grown;
  }
}
