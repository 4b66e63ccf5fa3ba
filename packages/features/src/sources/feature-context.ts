import type {
  CalendarTable,
  CandleSeries,
  PositioningTable,
  RatesTable,
  SentimentTable,
  SlippageTable,
} from '@pipwright/model';

/**
 * Facts from outside the candles, each optional. Tables may grow at their end while they are read. A row of features
 * sees what was available at the close of its candle, and nothing later.
 */
export interface FeatureContext {
  readonly calendar?: CalendarTable;
  readonly positioning?: PositioningTable;
  readonly rates?: RatesTable;
  readonly sentiment?: SentimentTable;
  readonly slippage?: SlippageTable;
  /**
   * Closed candles of other markets by symbol, of the timeframe of the features: `XAUUSD`, the seven pairs of the
   * majors against the dollar, one of `INDEX_SYMBOLS`, one of `BOND_SYMBOLS`.
   */
  readonly markets?: ReadonlyMap<string, CandleSeries>;
}

/** What a feature is computed from besides the base candles: why it is NaN throughout where that is not loaded. */
export type FeatureNeed = 'candles' | 'calendar' | 'positioning' | 'rates' | 'sentiment' | 'slippage' | 'markets';

/** Where the columns of facts come from: tables, other markets by symbol or role, the day so far. */
export type SourceName = 'day' | 'calendar' | 'positioning' | 'rates' | 'sentiment' | 'slippage' | MarketSource;

/** Columns of another market: `gold`, the first share index or government bond that is loaded, or one of the pairs of the majors. */
export type MarketSource = `market ${string}`;

/** What a source is a need for. */
export function needOf(source: SourceName): FeatureNeed {
  if (source === 'day') return 'candles';
  return source.startsWith('market ') ? 'markets' : (source as FeatureNeed);
}
