import type { BarColumn } from './contract/indicator.ts';
import { indicatorErrors } from './errors.ts';
import { CROSS_MARKET } from './cross-market/entries.ts';
import { FLOW } from './flow/entries.ts';
import { MOMENTUM } from './momentum/entries.ts';
import { PATTERNS } from './patterns/entries.ts';
import type { IndicatorEntry } from './registry-entry.ts';
import { STRUCTURE } from './structure/entries.ts';
import { TREND } from './trend/entries.ts';
import { VOLATILITY } from './volatility/entries.ts';
import { VOLUME } from './volume/entries.ts';

const ENTRIES = {
  ...TREND,
  ...MOMENTUM,
  ...VOLATILITY,
  ...VOLUME,
  ...PATTERNS,
  ...STRUCTURE,
  ...FLOW,
  ...CROSS_MARKET,
} as const;

type Entries = typeof ENTRIES;

/** Id of a registered indicator. */
export type IndicatorId = keyof Entries;

/** Parameters that an indicator takes, all optional. */
export type IndicatorParameters<Id extends IndicatorId> = {
  readonly [Name in keyof Entries[Id]['parameters']]?: number;
};

/** Every indicator of this package. */
export const INDICATORS: readonly IndicatorEntry[] = Object.values(ENTRIES);

const byId = new Map<string, IndicatorEntry>(INDICATORS.map((indicator) => [indicator.id, indicator]));

/** The entry of an indicator, by its id. Throws `UNKNOWN_INDICATOR`. */
export function findIndicator(id: string): IndicatorEntry {
  const found = byId.get(id);
  if (found === undefined) {
    throw indicatorErrors.UNKNOWN_INDICATOR({ indicator: id, known: [...byId.keys()].join(', ') });
  }
  return found;
}

/**
 * Makes an indicator by its id. Throws `UNKNOWN_INDICATOR`, `UNKNOWN_PARAMETER`, `PARAMETER_OUT_OF_RANGE`.
 * `source` is the column that an indicator of one column reads; indicators of whole bars ignore it.
 */
export function createIndicator<Id extends IndicatorId>(
  id: Id,
  parameters: IndicatorParameters<Id> = {},
  source?: BarColumn,
): ReturnType<Entries[Id]['create']> {
  return findIndicator(id).create(parameters, source) as ReturnType<Entries[Id]['create']>;
}
