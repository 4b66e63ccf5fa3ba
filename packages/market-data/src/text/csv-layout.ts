import type { TimeFormat } from './time-field.ts';

/** What a column of a text file can hold. */
export const CSV_FIELDS = [
  'time',
  'date',
  'clock',
  'open',
  'high',
  'low',
  'close',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
  'spreadPoints',
  'volume',
  'askVolume',
  'bid',
  'ask',
] as const;
export type CsvField = (typeof CSV_FIELDS)[number];

/** How the rows of a text file are written. */
export interface CsvLayout {
  /** A single character. */
  readonly delimiter: string;
  readonly headerLines: number;
  /** Field of each column from the left; null for a column that is not read. */
  readonly columns: readonly (CsvField | null)[];
  readonly time: TimeFormat;
  /** Prices are divided by this: 1, or 1000 where they are written as integer points of 0.001. */
  readonly priceDivisor: number;
}

/** Fields that are prices, and so are scaled and must be positive. */
export const PRICE_FIELDS: readonly CsvField[] = [
  'open',
  'high',
  'low',
  'close',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
  'bid',
  'ask',
];

/** Rows that were read, as columns. `time` is what the file says, not yet converted to UTC. */
export interface RowBlock {
  readonly length: number;
  /** Line of each row in the file, counted from 1. */
  readonly line: Float64Array;
  readonly time: Float64Array;
  readonly values: Readonly<Partial<Record<CsvField, Float64Array>>>;
  readonly rejected: readonly RejectedRow[];
}

/** A row that is refused, before it is known of which file. */
export interface RejectedRow {
  /** The file that it stands in, where it is not the one that is being read. */
  readonly file?: string;
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}
