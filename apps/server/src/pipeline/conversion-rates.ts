import { timeframeMs, type Currency, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import type { CandleStore } from '@pipwright/storage/ports';
import { ratesOf, type ConversionRates, type RateColumns, type RateRoute, type RateTable } from '@pipwright/trading';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { crossOf, findRoute, finestTimeframe, type RouteLeg, type Span } from './conversion-routes.ts';

export interface RateRequest {
  readonly instruments: readonly Instrument[];
  /** Of the run: rates are taken from candles that are no longer. */
  readonly timeframe: Timeframe;
  readonly account: Currency;
  /** Open of the first candle and close of the last, where only a part of what is stored is traded. */
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}

/** What was known before the first candle of a run: a weekend, and a holiday beside it. */
const LEAD_MS = 5 * 86_400_000;

/** Currencies of the instruments that the instruments themselves do not turn into the account's. */
function foreignCurrencies(instruments: readonly Instrument[], account: Currency): readonly Currency[] {
  const found = new Set<Currency>();
  for (const { base, quote, marginCurrency } of instruments) {
    const own = base === account || quote === account;
    for (const code of own ? [marginCurrency] : [base, quote, marginCurrency]) {
      if (code !== account && !(own && (code === base || code === quote))) found.add(code);
    }
  }
  return [...found];
}

async function readLeg(store: CandleStore, leg: RouteLeg, { from, to }: Span): Promise<RateColumns> {
  const { timeframe } = leg;
  const range = { from: (from - LEAD_MS) as EpochMs, to: to as EpochMs };
  const whole = !Number.isFinite(from) || !Number.isFinite(to);
  const key = { symbol: leg.instrument.symbol, timeframe };
  const { candles } = await (whole ? store.readCandles(key) : store.readCandles(key, range));
  // A close is known when its candle has closed.
  const time = candles.time.map((open) => open + timeframeMs(timeframe));
  return { time, bid: candles.close, ask: candles.askClose };
}

/**
 * Rates from the currencies of instruments to the account's, as columns: stored closes of the finest timeframe that covers
 * the run and is not coarser than its own, over one pair or two. Undefined where the instruments need none. Throws
 * `NO_CANDLES` with the pair that is missing.
 */
export async function loadRateTable(stores: Stores, request: RateRequest): Promise<RateTable | undefined> {
  const { account, timeframe } = request;
  const currencies = foreignCurrencies(request.instruments, account);
  if (currencies.length === 0) return undefined;
  const span = { from: request.from ?? Number.NEGATIVE_INFINITY, to: request.to ?? Number.POSITIVE_INFINITY };
  return stores.candles(async (store) => {
    const stored = await store.listSeries();
    const timeframeOf = ({ symbol }: Instrument): Timeframe | undefined =>
      finestTimeframe(stored, { symbol, coarsest: timeframe, span });
    const read = new Map<string, Promise<RateColumns>>();
    const routes: RateRoute[] = [];
    for (const from of currencies) {
      const legs = findRoute(from, account, timeframeOf);
      if (legs === undefined) {
        const symbol = crossOf(from, account)?.instrument.symbol ?? `${from}${account}`;
        throw errors.NO_CANDLES({ symbol, timeframe });
      }
      const columns = legs.map((leg) => {
        const { symbol } = leg.instrument;
        const reading = read.get(symbol) ?? readLeg(store, leg, span);
        read.set(symbol, reading);
        return reading;
      });
      const loaded = await Promise.all(columns);
      routes.push({ from, legs: legs.map(({ inverse }, index) => ({ columns: loaded[index]!, inverse })) });
    }
    return { account, routes };
  });
}

/** The same, ready to be asked. */
export async function storedRates(stores: Stores, request: RateRequest): Promise<ConversionRates | undefined> {
  const table = await loadRateTable(stores, request);
  return table === undefined ? undefined : ratesOf(table);
}
