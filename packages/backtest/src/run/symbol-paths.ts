import { candleCloseTime, timeframeMs, type CandleSeries, type EpochMs, type SymbolName } from '@pipwright/model';
import { errors } from '../errors.ts';
import { CandleLayer } from './candle-layer.ts';
import { SymbolPath, type MovedVenue } from './symbol-path.ts';
import { TickStream, type TickRange } from './tick-stream.ts';
import type { TradedMarket } from './traded-market.ts';

/**
 * The paths of the symbols of a run, in the order in which they first come. Where one symbol is traded in several timeframes,
 * all that is known of it makes one path. Throws `MARKET_INVALID`.
 */
export function symbolPaths(markets: readonly TradedMarket[], venue: MovedVenue): SymbolPath[] {
  const bySymbol = new Map<SymbolName, TradedMarket[]>();
  for (const market of markets) {
    checkMarket(market);
    const { symbol } = market.series;
    bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), market]);
  }
  return [...bySymbol].map(([symbol, own]) => pathOf(symbol, own, venue));
}

function pathOf(symbol: SymbolName, own: readonly TradedMarket[], venue: MovedVenue): SymbolPath {
  const range = rangeOf(own);
  const layers = new Map<string, CandleLayer>();
  for (const { series } of own) layers.set(series.timeframe, new CandleLayer(series, true, range));
  for (const { smaller } of own) {
    if (smaller !== undefined && !layers.has(smaller.timeframe)) {
      layers.set(smaller.timeframe, new CandleLayer(smaller, false, range));
    }
  }
  const ticks = own.find((market) => market.ticks !== undefined)?.ticks;
  return new SymbolPath(venue, symbol, {
    layers: [...layers.values()].sort((one, other) => one.durationMs - other.durationMs),
    ticks: ticks === undefined ? null : new TickStream(symbol, ticks, range),
  });
}

/** From the first open of what is traded to the last close. */
function rangeOf(own: readonly TradedMarket[]): TickRange {
  const from = Math.min(...own.map(({ series }) => series.candles.time[0]!));
  const to = Math.max(...own.map(({ series }) => lastClose(series)));
  return { from: from as EpochMs, to: to as EpochMs };
}

function lastClose({ candles, timeframe }: CandleSeries): EpochMs {
  return candleCloseTime(candles.time[candles.length - 1]! as EpochMs, timeframe);
}

function checkMarket({ instrument, series, smaller }: TradedMarket): void {
  const { symbol, timeframe, candles } = series;
  if (candles.length === 0) throw errors.NO_CANDLES({ symbol, timeframe });
  const refuse = (reason: string): Error => errors.MARKET_INVALID({ symbol, timeframe, reason });
  if (instrument.symbol !== symbol) throw refuse(`its contract is that of ${instrument.symbol}`);
  if (smaller === undefined) return;
  if (smaller.symbol !== symbol) throw refuse(`its smaller candles are of ${smaller.symbol}`);
  if (timeframeMs(smaller.timeframe) >= timeframeMs(timeframe)) {
    throw refuse(`its smaller candles are ${smaller.timeframe}, which is not shorter`);
  }
}
