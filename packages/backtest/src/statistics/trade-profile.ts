import type { Trade } from '@pipwright/model';
import { quantileOf } from './quantiles.ts';

/** Fewer trades than this say nothing about a ratio of trades. */
const TRADES_MIN = 10;
const HOUR_MS = 3_600_000;

/** How far trades went against and for their holder, by the worst (adverse) and best (favourable) floating profit. */
export interface ExcursionStatistics {
  /** Mean favourable / mean adverse excursion: above 1, entries were followed by more good than bad. */
  readonly edgeRatio: number | null;
  /** How deep the trades were under water that won in the end: median and 95 % quantile, minor units, at least 0. */
  readonly winnersAdverse: { readonly median: number; readonly p95: number } | null;
  /** What the trades had won at their best that lost in the end. */
  readonly losersFavourable: { readonly median: number; readonly p95: number } | null;
  /** Share of their best floating profit that the winners kept, before commission and swap. */
  readonly exitEfficiency: number | null;
}

/** Excursions of closed trades; null for fewer than 10 of the trades that a figure rests on. */
export function excursionStatistics(trades: readonly Trade[]): ExcursionStatistics {
  const winners = trades.filter(({ split }) => split.net > 0);
  const losers = trades.filter(({ split }) => split.net < 0);
  const sum = (of: readonly Trade[], value: (trade: Trade) => number): number =>
    of.reduce((total, trade) => total + value(trade), 0);
  const adverse = -sum(trades, ({ maximumAdverse }) => Math.min(0, maximumAdverse));
  const favourable = sum(trades, ({ maximumFavourable }) => Math.max(0, maximumFavourable));
  const best = sum(winners, ({ maximumFavourable }) => Math.max(0, maximumFavourable));
  const kept = sum(winners, ({ split }) => split.net - split.commission - split.swap);
  return {
    edgeRatio: trades.length >= TRADES_MIN && adverse > 0 ? favourable / adverse : null,
    winnersAdverse: spread(winners.map(({ maximumAdverse }) => Math.max(0, -maximumAdverse))),
    losersFavourable: spread(losers.map(({ maximumFavourable }) => Math.max(0, maximumFavourable))),
    exitEfficiency: winners.length >= TRADES_MIN && best > 0 ? kept / best : null,
  };
}

function spread(values: readonly number[]): { median: number; p95: number } | null {
  if (values.length < TRADES_MIN) return null;
  const ascending = values.toSorted((a, b) => a - b);
  return { median: quantileOf(ascending, 0.5), p95: quantileOf(ascending, 0.95) };
}

/** How long trades were open, in hours. */
export interface HoldingStatistics {
  readonly median: number;
  readonly p5: number;
  readonly p95: number;
  readonly longest: number;
  /** Mean of the trades that won and of those that lost; null without any. */
  readonly winners: number | null;
  readonly losers: number | null;
}

/** Null without trades. */
export function holdingStatistics(trades: readonly Trade[]): HoldingStatistics | null {
  if (trades.length === 0) return null;
  const hours = ({ openTime, closeTime }: Trade): number => (closeTime - openTime) / HOUR_MS;
  const ascending = trades.map(hours).toSorted((a, b) => a - b);
  const mean = (of: readonly Trade[]): number | null =>
    of.length === 0 ? null : of.reduce((total, trade) => total + hours(trade), 0) / of.length;
  return {
    median: quantileOf(ascending, 0.5),
    p5: quantileOf(ascending, 0.05),
    p95: quantileOf(ascending, 0.95),
    longest: ascending.at(-1)!,
    winners: mean(trades.filter(({ split }) => split.net > 0)),
    losers: mean(trades.filter(({ split }) => split.net < 0)),
  };
}
