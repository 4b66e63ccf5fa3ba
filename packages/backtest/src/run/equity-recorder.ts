import { tradingDayOpen, type EpochMs } from '@pipwright/model';
import type { EquityColumns } from '../backtest-result.ts';

/**
 * How much of the equity curve a run keeps: every candle; or of every so many candles, or of every trading day, the lowest,
 * the highest and the last value, so that long runs need little memory. Falls from a peak keep their depth, unless they
 * lie within one such span.
 */
export type EquityDetail = 'candle' | 'trading-day' | { readonly candles: number };

const COLUMNS_AT_FIRST = 1024;

/** The account at closes of candles, as columns. */
export class EquityRecorder {
  readonly #detail: Exclude<EquityDetail, 'candle'>;
  readonly #isWhole: boolean;
  #columns: EquityColumns;
  #length = 0;
  /** The span that is being gathered: its key, and its rows so far. */
  #span = Number.NaN;
  #seen = 0;
  readonly #low = emptyRow();
  readonly #high = emptyRow();
  readonly #last = emptyRow();

  /** `rowsMax`: how many rows there can be. */
  constructor(detail: EquityDetail, rowsMax: number) {
    this.#isWhole = detail === 'candle';
    this.#detail = detail === 'candle' ? 'trading-day' : detail;
    this.#columns = allocate(this.#isWhole ? rowsMax : Math.min(rowsMax, COLUMNS_AT_FIRST));
  }

  record(time: number, balance: number, equity: number): void {
    if (this.#isWhole) {
      const columns = this.#columns;
      const index = this.#length++;
      columns.time[index] = time;
      columns.balance[index] = balance;
      columns.equity[index] = equity;
      return;
    }
    this.#gather(time, balance, equity);
  }

  #gather(time: number, balance: number, equity: number): void {
    const span =
      this.#detail === 'trading-day'
        ? tradingDayOpen((time - 1) as EpochMs)
        : Math.floor(this.#seen++ / this.#detail.candles);
    if (span !== this.#span) {
      this.#keepSpan();
      this.#span = span;
      set(this.#low, time, balance, equity);
      set(this.#high, time, balance, equity);
    } else if (equity < this.#low.equity) set(this.#low, time, balance, equity);
    else if (equity > this.#high.equity) set(this.#high, time, balance, equity);
    set(this.#last, time, balance, equity);
  }

  /** The columns, with the last row replaced by the account after the closing of what was left. */
  finish(balance: number, equity: number): EquityColumns {
    if (!this.#isWhole && !Number.isNaN(this.#span)) {
      set(this.#last, this.#last.time, balance, equity);
      this.#keepSpan();
    }
    const length = this.#length;
    if (length > 0) {
      this.#columns.balance[length - 1] = balance;
      this.#columns.equity[length - 1] = equity;
    }
    return resize(this.#columns, length);
  }

  /** Keeps the rows of a span in the order of their times, each once. */
  #keepSpan(): void {
    if (Number.isNaN(this.#span)) return;
    const [first, second] = this.#low.time <= this.#high.time ? [this.#low, this.#high] : [this.#high, this.#low];
    if (first.time < this.#last.time) this.#keep(first);
    if (second.time > first.time && second.time < this.#last.time) this.#keep(second);
    this.#keep(this.#last);
  }

  #keep({ time, balance, equity }: Row): void {
    if (this.#length === this.#columns.time.length) this.#columns = resize(this.#columns, this.#length * 2);
    this.#columns.time[this.#length] = time;
    this.#columns.balance[this.#length] = balance;
    this.#columns.equity[this.#length] = equity;
    this.#length++;
  }
}

interface Row {
  time: number;
  balance: number;
  equity: number;
}

function emptyRow(): Row {
  return { time: 0, balance: 0, equity: 0 };
}

function set(row: Row, time: number, balance: number, equity: number): void {
  row.time = time;
  row.balance = balance;
  row.equity = equity;
}

function allocate(length: number): EquityColumns {
  return { time: new Float64Array(length), balance: new Float64Array(length), equity: new Float64Array(length) };
}

function resize({ time, balance, equity }: EquityColumns, length: number): EquityColumns {
  if (length <= time.length) {
    return { time: time.subarray(0, length), balance: balance.subarray(0, length), equity: equity.subarray(0, length) };
  }
  const columns = allocate(length);
  columns.time.set(time);
  columns.balance.set(balance);
  columns.equity.set(equity);
  return columns;
}
