import type { CandleSeries, EpochMs, Instrument, TickColumns } from '@pipwright/model';

/**
 * Ticks of one symbol: columns, or a function that reads them piece by piece, so that years of ticks need the memory of a
 * day. It is asked for one day after the other and gives the ticks with `from <= time < to`, in ascending order.
 */
export type TickSource = TickColumns | ((from: EpochMs, to: EpochMs) => Promise<TickColumns>);

/** What is known of one symbol that is traded: the candles that decide, and whatever shows what happened inside them. */
export interface TradedMarket {
  readonly instrument: Instrument;
  /** The candles at whose closes decisions are made. */
  readonly series: CandleSeries;
  /**
   * Index of the first candle of `series` that is traded; default 0. Those before it are history: indicators take them, and
   * nothing is decided at them.
   */
  readonly first?: number;
  /** Candles of a shorter timeframe of the same symbol: the path inside those of `series`. */
  readonly smaller?: CandleSeries;
  /** Ticks of the same symbol: the path wherever there are any. */
  readonly ticks?: TickSource;
  /** Series that the strategy reads besides: other timeframes, other symbols. */
  readonly reference?: readonly CandleSeries[];
}
