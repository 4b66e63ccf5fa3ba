import { candleCloseTime, timeframeMs, type CandleSeries, type EpochMs } from '@pipwright/model';

/** Goes through the candles of a series in the order of their closes. */
export class SeriesCursor {
  readonly series: CandleSeries;
  readonly durationMs: number;
  #index = 0;

  constructor(series: CandleSeries) {
    this.series = series;
    this.durationMs = timeframeMs(series.timeframe);
  }

  /** Index of the candle that closes next. */
  get index(): number {
    return this.#index;
  }

  /** When it closes; infinity after the last. */
  get closeTime(): EpochMs {
    const { candles, timeframe } = this.series;
    if (this.#index >= candles.length) return Number.POSITIVE_INFINITY as EpochMs;
    return candleCloseTime(candles.time[this.#index]! as EpochMs, timeframe);
  }

  advance(): void {
    this.#index++;
  }
}
