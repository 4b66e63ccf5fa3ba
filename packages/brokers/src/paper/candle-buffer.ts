import {
  allocateCandles,
  CANDLE_COLUMN_NAMES,
  sliceCandles,
  type CandleColumns,
  type Instrument,
} from '@pipwright/model';
import { unpackCandle, type PackedCandle } from './candle-event.ts';

/** Closed candles of a running session: columns that grow, with the history before the session at their start. */
export class CandleBuffer {
  readonly #instrument: Instrument;
  #columns = allocateCandles(4096);
  #length = 0;

  constructor(instrument: Instrument) {
    this.#instrument = instrument;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends a candle and returns its index. */
  push(packed: PackedCandle): number {
    if (this.#length === this.#columns.length) this.#grow();
    unpackCandle(this.#instrument, packed, this.#columns, this.#length);
    return this.#length++;
  }

  /** The candles so far. Valid until the next `push`. */
  view(): CandleColumns {
    return sliceCandles(this.#columns, 0, this.#length);
  }

  /** The memory behind `view`, longer than what is filled: for callers that are given an index too. */
  get columns(): CandleColumns {
    return this.#columns;
  }

  #grow(): void {
    const grown = allocateCandles(this.#columns.length * 2);
    for (const name of CANDLE_COLUMN_NAMES) grown[name].set(this.#columns[name]);
    this.#columns = grown;
  }
}
