import { BOND_SYMBOLS, INDEX_SYMBOLS, type FeatureContext } from '@pipwright/features';
import { contextTable, type CandleSeries, type Instrument, type SymbolName, type Timeframe } from '@pipwright/model';
import type { FactKind, TenantLedger } from '@pipwright/storage/ports';
import type { Stores } from '../stores.ts';
import { readMarket } from './read-market.ts';

/** Markets that features compare with besides reference markets: gold, and the majors against the dollar. */
const MARKETS: readonly string[] = ['XAUUSD', 'EURUSD', 'GBPUSD', 'AUDUSD', 'NZDUSD', 'USDJPY', 'USDCHF', 'USDCAD'];

async function factsOf<Kind extends FactKind>(ledger: TenantLedger, kind: Kind, { base, quote }: Instrument) {
  const rows = await ledger.listFacts(kind, { currencies: [base, quote] });
  return rows.length === 0 ? {} : { [kind]: contextTable(kind, rows) };
}

async function marketsOf(
  stores: Stores,
  { symbol }: Instrument,
  timeframe: Timeframe,
): Promise<ReadonlyMap<string, CandleSeries>> {
  return stores.candles(async (store) => {
    const series = await store.listSeries();
    const isStored = (market: string): boolean =>
      market !== symbol && series.some((one) => one.symbol === market && one.timeframe === timeframe);
    // Of the share indices and of the bonds the first one counts.
    const references = [INDEX_SYMBOLS, BOND_SYMBOLS].map((symbols) => symbols.find(isStored));
    const found = [...MARKETS.filter(isStored), ...references.filter((market) => market !== undefined)];
    const markets = new Map<string, CandleSeries>();
    for (const market of found)
      markets.set(market, await readMarket(store, { symbol: market as SymbolName, timeframe }));
    return markets;
  });
}

/**
 * What is stored besides the candles of a series: facts about its two currencies, and the candles of other markets in
 * the same timeframe. What orders cost is left out until a real account has filled some: the fills of a replay stand in
 * the past without having happened there.
 */
export async function loadFeatureContext(
  stores: Stores,
  instrument: Instrument,
  timeframe: Timeframe,
): Promise<FeatureContext> {
  const ledger = await stores.ledger();
  const markets = await marketsOf(stores, instrument, timeframe);
  return {
    ...(await factsOf(ledger, 'calendar', instrument)),
    ...(await factsOf(ledger, 'positioning', instrument)),
    ...(await factsOf(ledger, 'rates', instrument)),
    ...(await factsOf(ledger, 'sentiment', instrument)),
    ...(markets.size === 0 ? {} : { markets }),
  };
}
