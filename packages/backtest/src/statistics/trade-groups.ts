import { utcDate, type Trade } from '@pipwright/model';
import { regimesAt, TREND_NAMES, VOLATILITY_NAMES, type RegimesBySymbol } from './market-regimes.ts';
import { marketSessionAt, SESSION_NAMES } from './market-sessions.ts';

/** Trades that have something in common. */
export interface TradeGroup {
  readonly key: string;
  readonly trades: number;
  /** Minor units. */
  readonly net: number;
  readonly winRate: number;
}

export type TradeGroupName =
  | 'month'
  | 'weekday'
  | 'hour'
  | 'session'
  | 'volatility'
  | 'trend'
  | 'symbol'
  | 'side'
  | 'exitReason';

/** Every grouping, in the order in which a report shows them. */
export const TRADE_GROUP_NAMES: readonly TradeGroupName[] = [
  'month',
  'weekday',
  'hour',
  'session',
  'volatility',
  'trend',
  'symbol',
  'side',
  'exitReason',
];

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (value: number): string => String(value).padStart(2, '0');

const KEYS: Readonly<Record<TradeGroupName, (trade: Trade, regimes: RegimesBySymbol) => string | null>> = {
  month: ({ closeTime }) => `${utcDate(closeTime).year}-${two(utcDate(closeTime).month)}`,
  weekday: ({ openTime }) => WEEKDAYS[utcDate(openTime).weekday]!,
  hour: ({ openTime }) => two(utcDate(openTime).hour),
  session: ({ openTime }) => marketSessionAt(openTime),
  volatility: (trade, regimes) => regimeOf(trade, regimes)?.volatility ?? null,
  trend: (trade, regimes) => regimeOf(trade, regimes)?.trend ?? null,
  symbol: ({ symbol }) => symbol,
  side: ({ side }) => side,
  exitReason: ({ exitReason }) => exitReason,
};

function regimeOf(trade: Trade, regimes: RegimesBySymbol): ReturnType<typeof regimesAt> | undefined {
  const market = regimes.get(trade.symbol);
  return market === undefined ? undefined : regimesAt(market, trade.openTime);
}

/** Orders that are not those of the number of trades; null for keys that sort as text. */
const ORDERS: Readonly<Partial<Record<TradeGroupName, readonly string[] | null>>> = {
  month: null,
  hour: null,
  weekday: WEEKDAYS,
  session: SESSION_NAMES,
  volatility: VOLATILITY_NAMES,
  trend: TREND_NAMES,
};

const NO_REGIMES: RegimesBySymbol = new Map();

/**
 * Trades grouped by the month of their closing, by the weekday, hour (UTC), session or regime of their opening, or by their
 * symbol, side or exit. Groups are in their natural order where there is one, else by number of trades. Trades of symbols
 * whose regimes are not given are in no regime's group.
 */
export function groupTrades(
  trades: readonly Trade[],
  name: TradeGroupName,
  regimes: RegimesBySymbol = NO_REGIMES,
): TradeGroup[] {
  const groups = new Map<string, { key: string; trades: number; net: number; wins: number }>();
  for (const trade of trades) {
    const key = KEYS[name](trade, regimes);
    if (key === null) continue;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { key, trades: 0, net: 0, wins: 0 }));
    group.trades++;
    group.net += trade.split.net;
    if (trade.split.net > 0) group.wins++;
  }
  const rows = [...groups.values()].map(({ wins, ...group }) => ({ ...group, winRate: wins / group.trades }));
  const order = ORDERS[name];
  const byText = (a: TradeGroup, b: TradeGroup): number => (a.key < b.key ? -1 : 1);
  if (order === undefined) return rows.toSorted((a, b) => b.trades - a.trades || byText(a, b));
  if (order === null) return rows.toSorted(byText);
  return rows.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}
