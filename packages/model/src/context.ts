/**
 * Facts from outside the candles, as columns: one entry per row, in ascending order of `availableAt`. A reader at time
 * `t` sees the rows with `availableAt <= t` only. Tables may grow at the end while they are read; `length` says how far.
 */
import type { Currency, SymbolName } from './units.ts';

/** How much a release usually moves its currency. */
export const Impact = { Holiday: 0, Low: 1, Medium: 2, High: 3 } as const;
export type Impact = (typeof Impact)[keyof typeof Impact];

/**
 * The economic calendar. A release has a row when it is announced (`actual` NaN) and another when its figure is
 * published; both carry the same `event`, `currency` and `time`. A release that is moved has a new announcement.
 */
export interface CalendarTable {
  readonly length: number;
  /** From when on the row is known. */
  readonly availableAt: Float64Array;
  /** Moment of the release. */
  readonly time: Float64Array;
  readonly currency: readonly Currency[];
  readonly impact: Uint8Array;
  /** Name of the series, the same for every release of it: `Non-Farm Employment Change`. */
  readonly event: readonly string[];
  /** NaN where not known: figures in the provider's unit. */
  readonly actual: Float64Array;
  readonly forecast: Float64Array;
  readonly previous: Float64Array;
}

/** Commitments of traders: futures positions against the dollar, in contracts. */
export interface PositioningTable {
  readonly length: number;
  /** Publication, Friday 15:30 New York as a rule. */
  readonly availableAt: Float64Array;
  /** The day whose positions are reported, Tuesday as a rule. */
  readonly time: Float64Array;
  /** Whose future it is: long means long this currency. */
  readonly currency: readonly Currency[];
  readonly openInterest: Float64Array;
  readonly nonCommercialLong: Float64Array;
  readonly nonCommercialShort: Float64Array;
  readonly commercialLong: Float64Array;
  readonly commercialShort: Float64Array;
}

/** Short-term interest rates. */
export interface RatesTable {
  readonly length: number;
  readonly availableAt: Float64Array;
  /** Begin of the period that the rate is of. */
  readonly time: Float64Array;
  readonly currency: readonly Currency[];
  /** Percent a year. */
  readonly ratePercent: Float64Array;
}

/** Scores of news and surveys. */
export interface SentimentTable {
  readonly length: number;
  readonly availableAt: Float64Array;
  readonly currency: readonly Currency[];
  /** From -1 (bad for the currency) to 1. */
  readonly score: Float64Array;
  /** How much the text is about the currency, 0 to 1. */
  readonly relevance: Float64Array;
}

/** What orders really got: the price of each fill against the quote on which it was decided. */
export interface SlippageTable {
  readonly length: number;
  readonly availableAt: Float64Array;
  readonly symbol: readonly SymbolName[];
  /** Positive where the fill was worse than the quote. */
  readonly slippagePips: Float64Array;
}

/** Everything that is known from outside, each where a source is loaded. */
export interface ContextTables {
  readonly calendar?: CalendarTable;
  readonly positioning?: PositioningTable;
  readonly rates?: RatesTable;
  readonly sentiment?: SentimentTable;
  readonly slippage?: SlippageTable;
}
export type ContextKind = keyof ContextTables;

/** One row of a table: a field per column. */
export type RowOf<Table> = {
  readonly [Column in Exclude<keyof Table, 'length'>]: Table[Column] extends readonly (infer Text extends string)[]
    ? Text
    : number;
};
export type ContextRow<Kind extends ContextKind> = RowOf<NonNullable<ContextTables[Kind]>>;

type ColumnKind = 'number' | 'byte' | 'text';
type Layout<Kind extends ContextKind> = Readonly<Record<keyof ContextRow<Kind>, ColumnKind>>;

/** The columns of each table, in the order in which they are written for people. */
export const CONTEXT_COLUMNS: { readonly [Kind in ContextKind]: Layout<Kind> } = {
  calendar: {
    availableAt: 'number',
    time: 'number',
    currency: 'text',
    impact: 'byte',
    event: 'text',
    actual: 'number',
    forecast: 'number',
    previous: 'number',
  },
  positioning: {
    availableAt: 'number',
    time: 'number',
    currency: 'text',
    openInterest: 'number',
    nonCommercialLong: 'number',
    nonCommercialShort: 'number',
    commercialLong: 'number',
    commercialShort: 'number',
  },
  rates: { availableAt: 'number', time: 'number', currency: 'text', ratePercent: 'number' },
  sentiment: { availableAt: 'number', currency: 'text', score: 'number', relevance: 'number' },
  slippage: { availableAt: 'number', symbol: 'text', slippagePips: 'number' },
};

function columnOf(kind: ColumnKind, values: readonly (number | string)[]): unknown {
  if (kind === 'text') return values;
  return kind === 'byte' ? Uint8Array.from(values as number[]) : Float64Array.from(values as number[]);
}

/** Makes a table of rows: sorted by `availableAt`, rows of the same moment in the order in which they were given. */
export function contextTable<Kind extends ContextKind>(
  kind: Kind,
  rows: readonly ContextRow<Kind>[],
): NonNullable<ContextTables[Kind]> {
  const sorted = (rows as readonly Readonly<Record<string, number | string>>[]).toSorted(
    (a, b) => (a['availableAt'] as number) - (b['availableAt'] as number),
  );
  const columns = Object.entries(CONTEXT_COLUMNS[kind]).map(([name, column]) => [
    name,
    columnOf(
      column,
      sorted.map((row) => row[name] as number | string),
    ),
  ]);
  return { length: sorted.length, ...Object.fromEntries(columns) } as NonNullable<ContextTables[Kind]>;
}
