import type { TradeMessage } from '@pipwright/protocol';
import { evenly } from './plot-parts.ts';

/** One trade: how far it went against and for its owner while it was open, and how it ended. Minor units. */
export interface Excursion {
  /** At least 0. */
  readonly adverse: number;
  readonly favourable: number;
  readonly net: number;
}

/** Drawn at most; more dots hide each other and take long. */
const DOTS_MAX = 2500;

export function excursionsOf(trades: readonly TradeMessage[]): Excursion[] {
  return trades.map(({ maximumAdverse, maximumFavourable, split }) => ({
    adverse: Math.max(0, -maximumAdverse),
    favourable: Math.max(0, maximumFavourable),
    net: split.net,
  }));
}

/** A part of the trades that has all kinds of ends: evenly spaced in the order of their net, both extremes kept. */
export function shownExcursions(excursions: readonly Excursion[]): readonly Excursion[] {
  return evenly(
    [...excursions].sort((a, b) => a.net - b.net),
    DOTS_MAX,
  );
}

/** The value below which a share of the values lies (nearest rank); null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
}
