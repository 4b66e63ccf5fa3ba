import {
  CATALOGUE,
  findInstrument,
  utcMs,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type SymbolName,
  type Timeframe,
} from '@pipwright/model';
import { simulateMarket, SIMULATED_SOURCE } from '@pipwright/market-data';
import type { SeriesSummary } from '@pipwright/storage/ports';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';

/** Candles to work on, and whether they come from a real market. */
export interface LoadedSeries {
  readonly instrument: Instrument;
  readonly series: CandleSeries;
  readonly simulated: boolean;
  /** Whose data it is. */
  readonly sources: readonly string[];
}

/** The contract of a symbol. Throws `UNKNOWN_SYMBOL`. */
export function instrumentOf(symbol: SymbolName): Instrument {
  const instrument = findInstrument(symbol);
  if (instrument === undefined) {
    throw errors.UNKNOWN_SYMBOL({ symbol, known: CATALOGUE.map((one) => one.symbol).join(', ') });
  }
  return instrument;
}

/** Stored candles of a series. Throws `NO_CANDLES`. */
export async function loadSeries(stores: Stores, instrument: Instrument, timeframe: Timeframe): Promise<LoadedSeries> {
  const { symbol } = instrument;
  const { series, summary } = await stores.candles(async (store) => ({
    series: await store.readCandles({ symbol, timeframe }),
    summary: (await store.listSeries()).find((one) => one.symbol === symbol && one.timeframe === timeframe),
  }));
  if (series.candles.length === 0) throw errors.NO_CANDLES({ symbol, timeframe });
  return { instrument, series, simulated: false, sources: summary?.sources ?? [] };
}

/** First candle, number of candles and seed of the simulated market that the platform shows where no data was imported. */
const SIMULATION = { from: utcMs(2021, 1, 3, 22), length: 16_000, seed: 7, start: 1.12 };

/** The simulated market as a series: EURUSD in the given timeframe. */
export function simulatedSeries(timeframe: Timeframe): LoadedSeries {
  const instrument = instrumentOf('EURUSD' as SymbolName);
  const series = simulateMarket({ instrument, timeframe, ...SIMULATION });
  return { instrument, series, simulated: true, sources: [SIMULATED_SOURCE] };
}

/** Describes a series for the page, as the store does. */
export function summariseSeries({ series, sources }: LoadedSeries): SeriesSummary {
  const { candles, symbol, timeframe } = series;
  return {
    symbol,
    timeframe,
    count: candles.length,
    firstTime: candles.time[0] as EpochMs,
    lastTime: candles.time[candles.length - 1] as EpochMs,
    sources,
    assumedAsk: series.askSource === 'assumed' ? candles.length : 0,
  };
}
