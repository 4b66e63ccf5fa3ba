import { ReferenceClass, type QuotedMarket, type Session } from './instrument.ts';
import type { Pips, SymbolName } from './units.ts';

const HOUR = 60;

/** A market that features compare with and that nobody trades here: it has prices and hours, and no contract. */
export interface ReferenceMarket extends QuotedMarket {
  readonly assetClass: ReferenceClass;
  /** Names that providers give it, in capitals and digits only. */
  readonly aliases: readonly string[];
}

/**
 * Hours of the futures of Chicago: Sunday 18:00 to Friday 17:00 New York, closed from 17:00 to 18:00, and for share
 * indices from 16:15 to 16:30 (until 2021; many providers still pause then).
 */
const CHICAGO_SESSIONS: readonly Session[] = [
  { weekday: 0, fromMinute: 18 * HOUR, toMinute: 24 * HOUR },
  ...[1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, fromMinute: 0, toMinute: 16 * HOUR + 15 },
    { weekday, fromMinute: 16 * HOUR + 30, toMinute: 17 * HOUR },
    ...(weekday === 5 ? [] : [{ weekday, fromMinute: 18 * HOUR, toMinute: 24 * HOUR }]),
  ]),
];

/**
 * 3:00 to 15:30 New York. Providers quote European markets from 8:00 to 22:00 Frankfurt, or nearly through the night;
 * in the weeks in which only America keeps summer time, 8:00 Frankfurt is 3:00 New York.
 */
const EUROPEAN_SESSIONS: readonly Session[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  fromMinute: 3 * HOUR,
  toMinute: 15 * HOUR + 30,
}));

type Row = readonly [symbol: string, description: string, typicalSpread: number, aliases: string];

/** What the rows of the list do not say. */
type Rest = Omit<ReferenceMarket, 'symbol' | 'description' | 'typicalSpread' | 'aliases'>;

/** Prices in index points, two decimals as with most brokers. A pip is one index point. */
const INDEX: Rest = {
  assetClass: ReferenceClass.Index,
  digits: 2,
  tickSize: 0.01,
  pipSize: 1,
  sessions: CHICAGO_SESSIONS,
};

/** Prices in percent of the nominal, three decimals. A pip is a hundredth. */
const BOND: Rest = {
  assetClass: ReferenceClass.Bond,
  digits: 3,
  tickSize: 0.001,
  pipSize: 0.01,
  sessions: CHICAGO_SESSIONS,
};

const market =
  (rest: Rest) =>
  ([symbol, description, typicalSpread, aliases]: Row): ReferenceMarket => ({
    symbol: symbol as SymbolName,
    description,
    aliases: aliases.split(' '),
    typicalSpread: typicalSpread as Pips,
    ...rest,
  });

const index = market(INDEX);
const bond = market(BOND);

const european = (reference: ReferenceMarket): ReferenceMarket => ({
  ...reference,
  sessions: EUROPEAN_SESSIONS,
  hoursDiffer: true,
});

/**
 * Share indices and long government bonds, in the order in which features prefer them. Aliases are the names of
 * Dukascopy (`USA500IDXUSD`), OANDA (`SPX500USD`), HistData (`SPXUSD`) and MetaTrader brokers; spreads are of the order
 * that brokers publish.
 */
export const REFERENCE_MARKETS: readonly ReferenceMarket[] = [
  index([
    'US500',
    'S&P 500 share index',
    0.5,
    'SPX500 SPX500USD US500USD USA500 USA500IDX USA500IDXUSD SPXUSD SP500 SPX',
  ]),
  index([
    'NAS100',
    'Nasdaq 100 share index',
    1.5,
    'NAS100USD US100 US100USD USATECH USATECHIDX USATECHIDXUSD NSXUSD USTEC USTECH100 UT100 NDX NDX100',
  ]),
  index(['US30', 'Dow Jones Industrial share index', 2.4, 'US30USD USA30 USA30IDX USA30IDXUSD DJ30 WS30 DJI DJIA']),
  european(
    index([
      'GER40',
      'DAX share index of Germany',
      1.4,
      'GER30 DE40 DE30 DE40EUR DE30EUR GER40EUR GER30EUR DEUIDX DEUIDXEUR GRXEUR DAX DAX40 DAX30',
    ]),
  ),
  european(index(['UK100', 'FTSE 100 share index of Britain', 1, 'UK100GBP GBRIDX GBRIDXGBP UKXGBP FTSE100'])),
  index([
    'JPN225',
    'Nikkei 225 share index of Japan',
    10,
    'JP225 JP225USD JP225YJPY JPN225USD JPNIDX JPNIDXJPY JPXJPY NIK225 NI225',
  ]),
  bond([
    'USTBOND',
    'Long government bond of the United States',
    4,
    'USTBONDTR USTBONDTRUSD USB30Y USB30YUSD US30YR TBONDUS',
  ]),
  bond(['USTNOTE', 'Ten-year government note of the United States', 4, 'USB10Y USB10YUSD US10YR']),
  european(
    bond(['BUND', 'Long government bond of Germany', 2, 'BUNDTR BUNDTREUR DE10YB DE10YBEUR EUBUND EURBUND FGBL']),
  ),
];

const byName = new Map<string, ReferenceMarket>(
  REFERENCE_MARKETS.flatMap((reference) =>
    [reference.symbol, ...reference.aliases].map((name): [string, ReferenceMarket] => [name, reference]),
  ),
);

/** The reference market of a name as its providers write it (`US500`, `spx500_usd`, `USA500.IDX/USD`, `US500.cash`), if there is one. */
export function findReferenceMarket(name: string): ReferenceMarket | undefined {
  const plain = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return byName.get(plain) ?? byName.get(plain.replace(/CASH$/, ''));
}
