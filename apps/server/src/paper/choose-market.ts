import { findInstrument, type Instrument, type Timeframe } from '@pipwright/model';
import type { SeriesSummary } from '@pipwright/storage/ports';
import {
  instrumentOf,
  loadSeries,
  simulatedSeries,
  summariseSeries,
  type LoadedSeries,
} from '../pipeline/load-series.ts';
import type { Stores } from '../stores.ts';

/** Timeframes that a paper account is opened on when nobody says which, most wished first. */
const PREFERRED: readonly Timeframe[] = ['H1', 'M30', 'M15', 'H4'];
/** A series shorter than this cannot be trained on. */
const CANDLES_MIN = 3000;

export interface Wish {
  readonly instrument: Instrument | undefined;
  readonly timeframe: Timeframe | undefined;
}

function bestStored(series: readonly SeriesSummary[], wish: Wish): SeriesSummary | undefined {
  const fitting = series.filter(
    ({ symbol, timeframe, count }) =>
      // Reference markets are stored too, and not traded.
      (wish.instrument === undefined ? findInstrument(symbol) !== undefined : symbol === wish.instrument.symbol) &&
      (wish.timeframe === undefined ? PREFERRED.includes(timeframe) : timeframe === wish.timeframe) &&
      count >= CANDLES_MIN,
  );
  const rank = ({ timeframe }: SeriesSummary): number => PREFERRED.indexOf(timeframe);
  return fitting.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count)[0];
}

/**
 * What the paper account trades: what was wished for, else the longest stored series of the most preferred timeframe,
 * else the simulated market. Throws `NO_CANDLES` where a wish cannot be fulfilled.
 */
export async function chooseMarket(
  stores: Stores,
  wish: Wish,
): Promise<{ readonly loaded: LoadedSeries; readonly stored: readonly SeriesSummary[] }> {
  return stores.candles(async (store) => {
    const stored = await store.listSeries();
    const best = bestStored(stored, wish);
    if (best !== undefined) {
      return { stored, loaded: await loadSeries(stores, instrumentOf(best.symbol), best.timeframe) };
    }
    if (wish.instrument !== undefined) {
      return { stored, loaded: await loadSeries(stores, wish.instrument, wish.timeframe ?? 'H1') };
    }
    const loaded = simulatedSeries(wish.timeframe ?? 'H1');
    return { stored: [...stored, summariseSeries(loaded)], loaded };
  });
}
