import { aggregateCandles, higherTimeframes } from '@pipwright/market-data';
import type { CandleSeries, Instrument } from '@pipwright/model';
import type { ReportMarket } from '@pipwright/protocol';
import { packReportCandles } from './pack-candles.ts';

/** Candles of all markets together: eleven years of H1, or four of M15, take some 300 KB of the file. */
const CANDLES_MAX = 100_000;
/** However many markets there are, each has so many. */
const MARKET_CANDLES_MIN = 10_000;

/** What a report says of a market: its candles, as long as they must be for all of them to have room in the file. */
export function reportMarket(instrument: Instrument, series: CandleSeries, markets: number): ReportMarket {
  const most = Math.max(MARKET_CANDLES_MIN, Math.floor(CANDLES_MAX / markets));
  let { timeframe, candles } = series;
  for (const longer of higherTimeframes(series.timeframe)) {
    if (candles.length <= most) break;
    candles = aggregateCandles(candles, timeframe, longer);
    timeframe = longer;
  }
  const { symbol, description, digits, pipSize, quote } = instrument;
  return {
    instrument: { symbol, description, digits, pipSize, quote },
    candles: packReportCandles(instrument, timeframe, candles),
  };
}
