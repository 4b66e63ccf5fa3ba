import {
  isoTime,
  timeframeMs,
  type CandleColumns,
  type EpochMs,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import { errors } from '../errors.ts';
import type { CandleView, FormingCandle } from '../strategy-definition.ts';
import type { FormingRow } from './forming-row.ts';
import type { StrategyMoment } from './moment.ts';

/** Closed candles of one series, read back from the last one. Only what has closed can be read. */
export class SeriesView implements CandleView {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly #moment: StrategyMoment;
  /** The candle that forms after the last closed one; null in the traded series, which nothing shorter tells about. */
  readonly #forming: FormingRow | null;
  #columns: CandleColumns | null = null;
  #last = -1;

  constructor(
    series: { symbol: SymbolName; timeframe: Timeframe },
    moment: StrategyMoment,
    forming: FormingRow | null,
  ) {
    this.symbol = series.symbol;
    this.timeframe = series.timeframe;
    this.#moment = moment;
    this.#forming = forming;
  }

  get length(): number {
    return this.#last + 1;
  }

  /** The candle at `index` has closed, and everything before it. */
  advance(columns: CandleColumns, index: number): void {
    this.#columns = columns;
    this.#last = index;
  }

  /** The prices at which the last candle closed. */
  get bid(): number {
    return this.#columns!.close[this.#last]!;
  }

  get ask(): number {
    return this.#columns!.askClose[this.#last]!;
  }

  time(ago = 0): EpochMs {
    return this.#at(ago, 'time').time[this.#last - ago] as EpochMs;
  }

  open(ago = 0): number {
    return this.#at(ago, 'open').open[this.#last - ago]!;
  }

  high(ago = 0): number {
    return this.#at(ago, 'high').high[this.#last - ago]!;
  }

  low(ago = 0): number {
    return this.#at(ago, 'low').low[this.#last - ago]!;
  }

  close(ago = 0): number {
    return this.#at(ago, 'close').close[this.#last - ago]!;
  }

  spread(ago = 0): number {
    const columns = this.#at(ago, 'spread');
    return columns.askClose[this.#last - ago]! - columns.close[this.#last - ago]!;
  }

  volume(ago = 0): number {
    return this.#at(ago, 'volume').volume[this.#last - ago]!;
  }

  forming(): FormingCandle | null {
    return this.#forming?.known() ?? null;
  }

  since(time: number): number {
    const { strategy, when } = this.#moment;
    if (!(time <= this.#moment.time)) {
      const moment = Number.isNaN(time) ? 'a time that is not a number' : isoTime(time);
      throw errors.TIME_NOT_REACHED({ strategy, when, moment, timeframe: this.timeframe });
    }
    const columns = this.#columns;
    if (columns === null) return 0;
    let row = this.#last;
    while (row >= 0 && columns.time[row]! >= time) row--;
    return this.#last - row;
  }

  highest(count: number): number {
    const high = this.#window(count, 'highest')?.high;
    if (high === undefined) return Number.NaN;
    let highest = high[this.#last]!;
    for (let row = this.#last - count + 1; row < this.#last; row++) if (high[row]! > highest) highest = high[row]!;
    return highest;
  }

  lowest(count: number): number {
    const low = this.#window(count, 'lowest')?.low;
    if (low === undefined) return Number.NaN;
    let lowest = low[this.#last]!;
    for (let row = this.#last - count + 1; row < this.#last; row++) if (low[row]! < lowest) lowest = low[row]!;
    return lowest;
  }

  #at(ago: number, name: string): CandleColumns {
    if (ago >= 0 && ago <= this.#last && Number.isInteger(ago)) return this.#columns!;
    return this.#refuse(ago, name);
  }

  #window(count: number, name: string): CandleColumns | null {
    if (!(Number.isInteger(count) && count >= 1)) {
      const { strategy, when } = this.#moment;
      throw errors.COUNT_INVALID({ strategy, when, what: `${name}(${count})` });
    }
    return count > this.#last + 1 ? null : this.#columns;
  }

  #refuse(ago: number, name: string): never {
    const { strategy, when } = this.#moment;
    const what = `${name}(${ago}) of ${this.symbol} ${this.timeframe}`;
    if (ago < 0) throw errors.CANDLE_NOT_CLOSED({ strategy, when, what, instead: `${name}()` });
    if (!Number.isInteger(ago)) throw errors.COUNT_INVALID({ strategy, when, what });
    throw errors.CANDLE_BEFORE_FIRST({ strategy, when, what, length: this.length, needed: ago + 1 });
  }
}

/** Close of the last candle of a series. */
export function lastCloseTime(view: SeriesView): number {
  return view.length === 0 ? Number.NEGATIVE_INFINITY : view.time() + timeframeMs(view.timeframe);
}
