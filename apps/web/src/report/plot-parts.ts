import type { PlotOptions } from '@observablehq/plot';
import { formatCompact, formatPercent, type MoneyStyle } from '../format/index.ts';

/** Money on an axis: minor units in, units of the currency out. */
export function moneyTicks({ minorDigits }: MoneyStyle): (minor: number) => string {
  return (minor) => formatCompact(minor / 10 ** minorDigits);
}

/** Fractions on an axis as percentages, with as many decimals as tell its marks apart. */
export function percentTicks(fractions: readonly number[]): (fraction: number) => string {
  const [least, greatest] = fractions.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)], [0, 0]);
  const span = greatest - least;
  const decimals = span >= 0.05 ? 0 : span >= 0.005 ? 1 : 2;
  return (fraction) => formatPercent(fraction, 'negative', decimals);
}

/** A time axis in UTC with as many marks as the width has room for. */
export function timeAxis(width: number): NonNullable<PlotOptions['x']> {
  return { type: 'utc', label: null, ticks: Math.max(3, Math.min(10, Math.floor(width / 110))) };
}

/** A colour laid thinly on nothing; `share` from 0 to 1. */
export function faint(colour: string, share: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(Math.max(0, Math.min(1, share)) * 100)}%, transparent)`;
}

/** At most `most` of the items, evenly spaced, with the first and the last one. */
export function evenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.round((index * (items.length - 1)) / (most - 1))]!);
}
