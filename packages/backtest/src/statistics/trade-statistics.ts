import type { Trade } from '@pipwright/model';
import { momentsOf } from './moments.ts';

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
  /** Mean win / mean loss; null without either. */
  readonly payoffRatio: number | null;
  /** Expectancy / mean loss: what is won for each unit that is usually lost. */
  readonly expectancyRatio: number | null;
  /**
   * System quality number, √n x mean / deviation of the nets, as backtesting.py and freqtrade have it (Tharp, 2008, counts
   * at most 100 trades); null for fewer than 10 trades.
   */
  readonly systemQuality: number | null;
  readonly longestWinningRun: number;
  readonly longestLosingRun: number;
  readonly averageHoldingHours: number | null;
  /** Mean of the worst and best floating profit while a trade was open. */
  readonly averageAdverse: number | null;
  readonly averageFavourable: number | null;
  /** Lots of all entries. */
  readonly volume: number;
}

const HOUR_MS = 3_600_000;
/** Fewer trades than this have no quality number. */
const QUALITY_TRADES_MIN = 10;
const share = (sum: number, count: number): number | null => (count === 0 ? null : sum / count);

/** Figures over trades in the order of their closing. A trade that nets exactly nothing is neither won nor lost. */
export function tradeStatistics(trades: readonly Trade[]): TradeStatistics {
  let wins = 0;
  let losses = 0;
  let grossProfit = 0;
  let grossLoss = 0;
  let run = 0;
  let longestWinningRun = 0;
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
    // Positive while trades win, negative while they lose.
    if (net > 0) run = Math.max(0, run) + 1;
    else if (net < 0) run = Math.min(0, run) - 1;
    else run = 0;
    longestWinningRun = Math.max(longestWinningRun, run);
    longestLosingRun = Math.max(longestLosingRun, -run);
    holdingMs += trade.closeTime - trade.openTime;
    adverse += trade.maximumAdverse;
    favourable += trade.maximumFavourable;
    volume += trade.volume;
  }
  const count = trades.length;
  const averageLoss = share(grossLoss, losses);
  const averageWin = share(grossProfit, wins);
  return {
    count,
    wins,
    losses,
    winRate: share(wins, count),
    grossProfit,
    grossLoss,
    profitFactor: grossLoss === 0 ? null : grossProfit / -grossLoss,
    expectancy: share(grossProfit + grossLoss, count),
    averageWin,
    averageLoss,
    payoffRatio: averageWin === null || averageLoss === null ? null : averageWin / -averageLoss,
    expectancyRatio: averageLoss === null ? null : (grossProfit + grossLoss) / count / -averageLoss,
    systemQuality: systemQuality(trades),
    longestWinningRun,
    longestLosingRun,
    averageHoldingHours: share(holdingMs / HOUR_MS, count),
    averageAdverse: share(adverse, count),
    averageFavourable: share(favourable, count),
    // Sums of hundredths carry a binary residue.
    volume: Math.round(volume * 1e8) / 1e8,
  };
}

function systemQuality(trades: readonly Trade[]): number | null {
  if (trades.length < QUALITY_TRADES_MIN) return null;
  const { count, mean, deviation } = momentsOf(trades.map(({ split }) => split.net));
  return deviation > 0 ? (Math.sqrt(count) * mean) / deviation : null;
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
