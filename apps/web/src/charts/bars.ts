import type { CandleMessage } from '@pipwright/protocol';
import type { PackedSeries } from './packed-candles.ts';

/** Candles as a chart reads them: by index, in ascending order of open time (UTC milliseconds). */
export interface Bars {
  readonly length: number;
  time(index: number): number;
  open(index: number): number;
  high(index: number): number;
  low(index: number): number;
  close(index: number): number;
  /** Ask minus bid at the close, or null where it is not known. */
  spread(index: number): number | null;
}

function required<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new RangeError('no candle at this index');
  return item;
}

export function barsOfMessages(candles: readonly CandleMessage[]): Bars {
  return {
    length: candles.length,
    time: (index) => required(candles[index]).time,
    open: (index) => required(candles[index]).open,
    high: (index) => required(candles[index]).high,
    low: (index) => required(candles[index]).low,
    close: (index) => required(candles[index]).close,
    spread: (index) => required(candles[index]).spread,
  };
}

export function barsOfPacked(series: PackedSeries): Bars {
  return {
    length: series.length,
    time: (index) => required(series.time[index]),
    open: (index) => required(series.open[index]),
    high: (index) => required(series.high[index]),
    low: (index) => required(series.low[index]),
    close: (index) => required(series.close[index]),
    spread: () => null,
  };
}
