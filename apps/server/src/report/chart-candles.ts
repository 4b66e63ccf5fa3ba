import { aggregateCandles, higherTimeframes } from '@pipwright/market-data';
import type { CandleSeries, Instrument, Trade } from '@pipwright/model';
import type { ReportMarket } from '@pipwright/protocol';
import { packReportCandles } from './pack-candles.ts';
import { candlesAroundTrades } from './trade-windows.ts';

/** Candles of all markets together: eleven years of H1, or four of M15, take some 300 KB of the file. */
const CANDLES_MAX = 100_000;
/** However many markets there are, each has so many. */
const MARKET_CANDLES_MIN = 10_000;

/**
 * What a report says of a market: its candles, as long as they must be for all `markets` to have room in the file, and
 * where that is longer than what was traded, the traded ones around some of the trades.
 */
export function reportMarket(
  instrument: Instrument,
  series: CandleSeries,
  trades: readonly Trade[],
  markets: number,
): ReportMarket {
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
    details: timeframe === series.timeframe ? null : detailsOf(instrument, series, trades, most),
  };
}

function detailsOf(
  instrument: Instrument,
  { candles, timeframe }: CandleSeries,
  trades: readonly Trade[],
  most: number,
): ReportMarket['details'] {
  const own = trades.filter(({ symbol }) => symbol === instrument.symbol);
  const rows = candlesAroundTrades(candles, own, most);
  return rows.length === 0 ? null : packReportCandles(instrument, timeframe, candles, rows);
}
