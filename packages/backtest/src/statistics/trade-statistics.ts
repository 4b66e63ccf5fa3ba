import { utcDate, type Trade } from '@pipwright/model';

/** Figures over closed trades. Money in minor units; null where nothing can be said. */
export interface TradeStatistics {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  readonly winRate: number | null;
  readonly grossProfit: number;
  /** Negative. */
  readonly grossLoss: number;
  /** Gross profit / gross loss; null without losses. */
  readonly profitFactor: number | null;
  /** Mean net per trade. */
  readonly expectancy: number | null;
  readonly averageWin: number | null;
  /** Negative. */
  readonly averageLoss: number | null;
  readonly longestLosingRun: number;
  readonly averageHoldingHours: number | null;
  /** Mean of the worst and best floating profit while a trade was open. */
  readonly averageAdverse: number | null;
  readonly averageFavourable: number | null;
  /** Lots of all entries. */
  readonly volume: number;
}

const HOUR_MS = 3_600_000;
const share = (sum: number, count: number): number | null => (count === 0 ? null : sum / count);

/** Figures over trades in the order of their closing. A trade that nets exactly nothing is neither won nor lost. */
export function tradeStatistics(trades: readonly Trade[]): TradeStatistics {
  let wins = 0;
  let losses = 0;
  let grossProfit = 0;
  let grossLoss = 0;
  let run = 0;
  let longestLosingRun = 0;
  let holdingMs = 0;
  let adverse = 0;
  let favourable = 0;
  let volume = 0;
  for (const trade of trades) {
    const { net } = trade.split;
    if (net > 0) {
      wins++;
      grossProfit += net;
    } else if (net < 0) {
      losses++;
      grossLoss += net;
    }
    run = net < 0 ? run + 1 : 0;
    longestLosingRun = Math.max(longestLosingRun, run);
    holdingMs += trade.closeTime - trade.openTime;
    adverse += trade.maximumAdverse;
    favourable += trade.maximumFavourable;
    volume += trade.volume;
  }
  const count = trades.length;
  return {
    count,
    wins,
    losses,
    winRate: share(wins, count),
    grossProfit,
    grossLoss,
    profitFactor: grossLoss === 0 ? null : grossProfit / -grossLoss,
    expectancy: share(grossProfit + grossLoss, count),
    averageWin: share(grossProfit, wins),
    averageLoss: share(grossLoss, losses),
    longestLosingRun,
    averageHoldingHours: share(holdingMs / HOUR_MS, count),
    averageAdverse: share(adverse, count),
    averageFavourable: share(favourable, count),
    // Sums of hundredths carry a binary residue.
    volume: Math.round(volume * 1e8) / 1e8,
  };
}

/** Share of the time from `from` to `to` in which at least one position was open; null for an empty range. */
export function exposureOf(trades: readonly Trade[], from: number, to: number): number | null {
  if (to <= from) return null;
  let covered = 0;
  let until = from;
  for (const { openTime, closeTime } of trades.toSorted((a, b) => a.openTime - b.openTime)) {
    covered += Math.max(0, closeTime - Math.max(openTime, until));
    until = Math.max(until, closeTime);
  }
  return covered / (to - from);
}

/** Trades that have something in common. */
export interface TradeGroup {
  readonly key: string;
  readonly trades: number;
  /** Minor units. */
  readonly net: number;
  readonly winRate: number;
}

export type TradeGroupName = 'month' | 'weekday' | 'hour' | 'side' | 'exitReason';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (value: number): string => String(value).padStart(2, '0');

const KEYS: Readonly<Record<TradeGroupName, (trade: Trade) => string>> = {
  month: ({ closeTime }) => `${utcDate(closeTime).year}-${two(utcDate(closeTime).month)}`,
  weekday: ({ openTime }) => WEEKDAYS[utcDate(openTime).weekday]!,
  hour: ({ openTime }) => two(utcDate(openTime).hour),
  side: ({ side }) => side,
  exitReason: ({ exitReason }) => exitReason,
};

/**
 * Trades grouped by the month of their closing, the weekday or hour (UTC) of their opening, their side or their exit.
 * Groups are in calendar order where there is one, else by number of trades.
 */
export function groupTrades(trades: readonly Trade[], name: TradeGroupName): TradeGroup[] {
  const groups = new Map<string, { key: string; trades: number; net: number; wins: number }>();
  for (const trade of trades) {
    const key = KEYS[name](trade);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { key, trades: 0, net: 0, wins: 0 }));
    group.trades++;
    group.net += trade.split.net;
    if (trade.split.net > 0) group.wins++;
  }
  const rows = [...groups.values()].map(({ wins, ...group }) => ({ ...group, winRate: wins / group.trades }));
  if (name === 'weekday') return rows.toSorted((a, b) => WEEKDAYS.indexOf(a.key) - WEEKDAYS.indexOf(b.key));
  if (name === 'month' || name === 'hour') return rows.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return rows.toSorted((a, b) => b.trades - a.trades || (a.key < b.key ? -1 : 1));
}
