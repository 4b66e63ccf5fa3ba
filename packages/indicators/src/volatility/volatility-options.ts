import type { BarColumn } from '../contract/indicator.ts';

/** Options of a volatility of log returns. */
export interface VolatilityOptions {
  readonly period?: number;
  /** Bars of a year, to annualise by their square root: 252 for daily bars of stocks. Default 1: per bar. */
  readonly barsPerYear?: number;
  readonly source?: BarColumn;
}

/** Options of a volatility that reads whole bars. */
export type BarsVolatilityOptions = Omit<VolatilityOptions, 'source'>;
