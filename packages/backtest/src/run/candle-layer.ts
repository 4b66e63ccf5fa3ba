import {
  candleCloseTime,
  lowerBound,
  timeframeMs,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
} from '@pipwright/model';
import { PathSource } from '../venue/venue-options.ts';

/** The candles of one timeframe of a symbol, and how far they have been looked at. */
export class CandleLayer {
  readonly series: CandleSeries;
  readonly candles: CandleColumns;
  readonly durationMs: number;
  /** What fills inside these candles are read from, in the eyes of those who trade on their symbol. */
  readonly source: PathSource;
  /** The candle that is looked at next. */
  index: number;
  /** Candles from here on lie outside of the run. */
  readonly #end: number;

  /** `isTraded`: decisions are made at the closes of these candles, so that only a rule tells what is inside them. */
  constructor(series: CandleSeries, isTraded: boolean, range: { readonly from: EpochMs; readonly to: EpochMs }) {
    this.series = series;
    this.source = isTraded ? PathSource.Rule : PathSource.SmallerCandles;
    this.candles = series.candles;
    this.durationMs = timeframeMs(series.timeframe);
    this.index = lowerBound(series.candles.time, range.from);
    this.#end = lowerBound(series.candles.time, range.to);
  }

  /** Open of the next candle; infinity after the last. */
  get openTime(): number {
    return this.index < this.#end ? this.candles.time[this.index]! : Number.POSITIVE_INFINITY;
  }

  /** Close of the next candle. */
  get closeTime(): EpochMs {
    return candleCloseTime(this.candles.time[this.index]! as EpochMs, this.series.timeframe);
  }

  /** Whether a candle opens at `from` or later and before `to`. */
  hasWithin(from: number, to: number): boolean {
    const at = lowerBound(this.candles.time, from);
    return at < this.candles.length && this.candles.time[at]! < to;
  }
}
