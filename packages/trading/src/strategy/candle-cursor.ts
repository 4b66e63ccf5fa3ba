import { tradingDayOpen, type CandleColumns, type EpochMs } from '@pipwright/model';
import type { CandleRow } from '../strategy-definition.ts';

/** One candle out of columns, as indicators take it; moved from candle to candle. */
export class CandleCursor implements CandleRow {
  time = Number.NaN;
  open = Number.NaN;
  high = Number.NaN;
  low = Number.NaN;
  close = Number.NaN;
  askOpen = Number.NaN;
  askHigh = Number.NaN;
  askLow = Number.NaN;
  askClose = Number.NaN;
  volume = Number.NaN;

  get session(): number {
    return tradingDayOpen(this.time as EpochMs);
  }

  move(candles: CandleColumns, index: number): void {
    this.time = candles.time[index]!;
    this.open = candles.open[index]!;
    this.high = candles.high[index]!;
    this.low = candles.low[index]!;
    this.close = candles.close[index]!;
    this.askOpen = candles.askOpen[index]!;
    this.askHigh = candles.askHigh[index]!;
    this.askLow = candles.askLow[index]!;
    this.askClose = candles.askClose[index]!;
    this.volume = candles.volume[index]!;
  }
}
