import type { SheetFeature } from '@pipwright/protocol';
import { formatCount, formatPercent, formatSignificant } from '../format/index.ts';

/** Few of the rows before lie further out. */
const UNUSUAL = 0.02;

const ABSENT_WORDS: Readonly<Record<NonNullable<SheetFeature['absent']>, string>> = {
  'not-loaded': 'not loaded',
  'not-begun': 'too few candles',
  'nothing-to-report': 'nothing to report',
};

const GROUP_WORDS: Readonly<Record<string, string>> = {
  pattern: 'Candle patterns',
  structure: 'Market structure',
  candle: 'Candle anatomy',
  spread: 'Spread and slippage',
  session: 'Sessions and the day so far',
  context: 'Higher timeframes',
  calendar: 'Economic calendar',
  positioning: 'Positions of traders',
  rates: 'Interest rates',
  'cross-market': 'Other markets',
};

export function isUnusual({ rank }: SheetFeature): boolean {
  return rank !== null && (rank <= UNUSUAL || rank >= 1 - UNUSUAL);
}

/** How far out a value lies: 0 in the middle, 0.5 at the ends. */
export function extremity({ rank }: SheetFeature): number {
  return rank === null ? 0 : Math.abs(rank - 0.5);
}

/** A value as it is written: whole numbers, such as flags and counts, without decimals. */
export function valueText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? formatCount(value) : formatSignificant(value);
}

/** `99.3%`: of the values before, so many are below. */
export function rankText({ rank }: SheetFeature): string {
  return rank === null ? '' : formatPercent(rank, 'negative', 1);
}

export function absentText({ absent }: SheetFeature): string {
  return absent === null ? '' : ABSENT_WORDS[absent];
}

/** A group as a title: those whose name says it all are capitalised. */
export function groupTitle(group: string): string {
  return GROUP_WORDS[group] ?? group.charAt(0).toUpperCase() + group.slice(1);
}

/** What opens at the name of a feature. */
export function explanationOf(feature: SheetFeature): string {
  const { formula, source, lookback, needs, availableAt, stationarity, indicators } = feature;
  const sentences = [
    `= ${formula}`,
    ...indicators,
    `Source: ${source.replace(/\.$/, '')}.`,
    `Lookback ${lookback}${needs === 'candles' ? '' : `, needs ${needs}`}; known at the ${availableAt}.`,
    stationarity,
  ];
  return sentences.join('\n');
}

/** Features whose name, group, formula, unit or indicators hold every word that was typed. */
export function findFeatures(features: readonly SheetFeature[], typed: string): readonly SheetFeature[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return features;
  return features.filter(({ name, group, formula, unit, needs, indicators }) => {
    const text = [name, group, groupTitle(group), formula, unit, needs, ...indicators].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
