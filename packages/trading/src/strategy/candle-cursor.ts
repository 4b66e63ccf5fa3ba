import { tradingDayOpen, type CandleColumns, type EpochMs } from '@pipwright/model';
import type { CandleRow } from '../strategy-definition.ts';

/** One candle out of columns, as indicators take it; moved from candle to candle. Only what is asked for is read. */
export class CandleCursor implements CandleRow {
  #candles: CandleColumns;
  #index = -1;

  constructor(candles: CandleColumns) {
    this.#candles = candles;
  }

  move(candles: CandleColumns, index: number): void {
    this.#candles = candles;
    this.#index = index;
  }

  get time(): number {
    return this.#candles.time[this.#index]!;
  }

  get open(): number {
    return this.#candles.open[this.#index]!;
  }

  get high(): number {
    return this.#candles.high[this.#index]!;
  }

  get low(): number {
    return this.#candles.low[this.#index]!;
  }

  get close(): number {
    return this.#candles.close[this.#index]!;
  }

  get askOpen(): number {
    return this.#candles.askOpen[this.#index]!;
  }

  get askHigh(): number {
    return this.#candles.askHigh[this.#index]!;
  }

  get askLow(): number {
    return this.#candles.askLow[this.#index]!;
  }

  get askClose(): number {
    return this.#candles.askClose[this.#index]!;
  }

  get volume(): number {
    return this.#candles.volume[this.#index]!;
  }

  get session(): number {
    return tradingDayOpen(this.time as EpochMs);
  }
}
