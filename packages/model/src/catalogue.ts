import { AssetClass, ExecutionMode, SwapMode, type Instrument, type Session, type SwapContract } from './instrument.ts';
import { Filling } from './trade.ts';
import { currency, type Lots, type Pips, type Points, type SymbolName } from './units.ts';

const HOUR = 60;
const SUNDAY = 0;
const FRIDAY = 5;

/** Sunday 17:00 to Friday 17:00 New York. */
const FOREX_SESSIONS: readonly Session[] = [
  { weekday: SUNDAY, fromMinute: 17 * HOUR, toMinute: 24 * HOUR },
  ...[1, 2, 3, 4].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 24 * HOUR })),
  { weekday: FRIDAY, fromMinute: 0, toMinute: 17 * HOUR },
];

/** As foreign exchange, closed from 17:00 to 18:00 New York every day. */
const METAL_SESSIONS: readonly Session[] = [
  { weekday: SUNDAY, fromMinute: 18 * HOUR, toMinute: 24 * HOUR },
  ...[1, 2, 3, 4].flatMap((weekday) => [
    { weekday, fromMinute: 0, toMinute: 17 * HOUR },
    { weekday, fromMinute: 18 * HOUR, toMinute: 24 * HOUR },
  ]),
  { weekday: FRIDAY, fromMinute: 0, toMinute: 17 * HOUR },
];

const WEDNESDAY = 3;
const THURSDAY = 4;

/** USDCAD settles a day earlier than the others, so that its weekend is booked on Thursday. */
function tripleWeekday(symbol: string): number {
  return symbol === 'USDCAD' ? THURSDAY : WEDNESDAY;
}

const FILLINGS: readonly Filling[] = [Filling.FillOrKill, Filling.ImmediateOrCancel];

type ForexRow = readonly [symbol: string, typicalSpreadPips: number, swapLongPoints: number, swapShortPoints: number];

/**
 * Spread in pips, swap in points per lot and night: long, short.
 * Defaults of the order of magnitude that retail brokers published in 2024 and 2025; a broker's own contract replaces
 * them as soon as one is connected or a file of its symbols is imported.
 */
const FOREX: readonly ForexRow[] = [
  ['EURUSD', 0.8, -7.2, 2.9],
  ['GBPUSD', 1.1, -3.1, -1.6],
  ['AUDUSD', 0.9, -2.9, 0.6],
  ['NZDUSD', 1.3, -2.2, -0.3],
  ['USDJPY', 0.9, 11.8, -22.4],
  ['USDCHF', 1.2, 7.5, -13.1],
  ['USDCAD', 1.2, 2.6, -7.2],
  ['EURGBP', 1.1, -5.8, 2.2],
  ['EURJPY', 1.4, 7.1, -15.9],
  ['EURCHF', 1.5, 3.2, -7.9],
  ['EURAUD', 1.8, -7.9, 2.7],
  ['EURCAD', 1.9, -5.6, 0.9],
  ['EURNZD', 2.4, -9.6, 3.1],
  ['GBPJPY', 1.9, 16.8, -29.6],
  ['GBPCHF', 2.1, 8.6, -15.7],
  ['GBPAUD', 2.3, -3.4, -3.6],
  ['GBPCAD', 2.3, -0.9, -4.8],
  ['GBPNZD', 3.0, -4.1, -4.9],
  ['AUDJPY', 1.3, 7.2, -14.2],
  ['AUDCHF', 1.6, 3.9, -7.8],
  ['AUDCAD', 1.6, -0.6, -2.6],
  ['AUDNZD', 1.9, -2.9, -1.1],
  ['NZDJPY', 1.6, 6.0, -12.2],
  ['NZDCHF', 1.9, 3.3, -7.1],
  ['NZDCAD', 1.9, -0.5, -2.9],
  ['CADJPY', 1.6, 5.4, -12.7],
  ['CADCHF', 1.8, 3.0, -7.2],
  ['CHFJPY', 1.8, 1.1, -8.1],
];

const CURRENCY_NAMES: Readonly<Record<string, string>> = {
  AUD: 'Australian dollar',
  CAD: 'Canadian dollar',
  CHF: 'Swiss franc',
  EUR: 'Euro',
  GBP: 'Pound sterling',
  JPY: 'Japanese yen',
  NZD: 'New Zealand dollar',
  USD: 'US dollar',
  XAG: 'Silver',
  XAU: 'Gold',
};

function describe(base: string, quote: string): string {
  return `${CURRENCY_NAMES[base]} against ${CURRENCY_NAMES[quote]}`;
}

function forex([symbol, typicalSpread, long, short]: ForexRow): Instrument {
  const base = symbol.slice(0, 3);
  const quote = symbol.slice(3);
  const digits = quote === 'JPY' ? 3 : 5;
  return {
    symbol: symbol as SymbolName,
    description: describe(base, quote),
    assetClass: AssetClass.Forex,
    base: currency(base),
    quote: currency(quote),
    marginCurrency: currency(base),
    digits,
    tickSize: 1 / 10 ** digits,
    pipSize: 10 / 10 ** digits,
    contractSize: 100_000,
    volume: { min: 0.01 as Lots, step: 0.01 as Lots, max: 100 as Lots },
    swap: { mode: SwapMode.Points, long, short, tripleWeekday: tripleWeekday(symbol) },
    margin: { leverage: 30, hedgedFraction: 0.5 },
    stopsLevel: 0 as Points,
    freezeLevel: 0 as Points,
    execution: ExecutionMode.Market,
    fillings: FILLINGS,
    sessions: FOREX_SESSIONS,
    typicalSpread: typicalSpread as Pips,
  };
}

interface MetalContract {
  readonly contractSize: number;
  readonly digits: number;
  readonly pipSize: number;
  readonly leverage: number;
  readonly typicalSpread: number;
  readonly swap: SwapContract;
}

function metal(base: string, contract: MetalContract): Instrument {
  return {
    symbol: `${base}USD` as SymbolName,
    description: describe(base, 'USD'),
    assetClass: AssetClass.Metal,
    base: currency(base),
    quote: currency('USD'),
    marginCurrency: currency(base),
    digits: contract.digits,
    tickSize: 1 / 10 ** contract.digits,
    pipSize: contract.pipSize,
    contractSize: contract.contractSize,
    volume: { min: 0.01 as Lots, step: 0.01 as Lots, max: 50 as Lots },
    swap: contract.swap,
    margin: { leverage: contract.leverage, hedgedFraction: 0.5 },
    stopsLevel: 0 as Points,
    freezeLevel: 0 as Points,
    execution: ExecutionMode.Market,
    fillings: FILLINGS,
    sessions: METAL_SESSIONS,
    typicalSpread: contract.typicalSpread as Pips,
  };
}

const METALS: readonly Instrument[] = [
  metal('XAU', {
    contractSize: 100,
    digits: 3,
    pipSize: 0.1,
    leverage: 20,
    typicalSpread: 2.5,
    swap: { mode: SwapMode.Points, long: -450, short: 180, tripleWeekday: WEDNESDAY },
  }),
  metal('XAG', {
    contractSize: 5000,
    digits: 4,
    pipSize: 0.01,
    leverage: 10,
    typicalSpread: 2.5,
    swap: { mode: SwapMode.Points, long: -52, short: 19, tripleWeekday: WEDNESDAY },
  }),
];

/** The 28 pairs of the eight major currencies, gold and silver. */
export const CATALOGUE: readonly Instrument[] = [...FOREX.map(forex), ...METALS];

const bySymbol = new Map<string, Instrument>(CATALOGUE.map((instrument) => [instrument.symbol, instrument]));

/** The catalogue's contract for a symbol written in any of the usual ways (`EURUSD`, `eur/usd`, `EUR-USD`), if there is one. */
export function findInstrument(name: string): Instrument | undefined {
  return bySymbol.get(name.toUpperCase().replaceAll(/[^A-Z]/g, ''));
}
