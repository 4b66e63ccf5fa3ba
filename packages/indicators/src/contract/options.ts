import type { BarColumn } from './indicator.ts';

/** Options of an indicator of one column that looks at `period` values. */
export interface SeriesOptions {
  readonly period?: number;
  /** Column of the bars that it reads. Default: close. */
  readonly source?: BarColumn;
}

/** Options of an indicator of whole bars that looks at `period` bars. */
export interface BarsOptions {
  readonly period?: number;
}
