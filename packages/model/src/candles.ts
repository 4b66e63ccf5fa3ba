import type { Timeframe } from './timeframe.ts';
import type { SymbolName } from './units.ts';

/** Where the ask side of a candle series comes from. */
export const AskSource = {
  /** The provider quoted bid and ask. */
  Quoted: 'quoted',
  /** The provider gave bid prices and a spread per candle. */
  Spread: 'spread',
  /** The provider gave one side only; the instrument's typical spread was added. Costs rest on an assumption. */
  Assumed: 'assumed',
} as const;
export type AskSource = (typeof AskSource)[keyof typeof AskSource];

/**
 * Closed candles as columns of equal length, in strictly ascending order of open time.
 * Prices are float64 in the quote currency; `open` to `close` are bid. Volume is the provider's (ticks or units).
 */
export interface CandleColumns {
  readonly length: number;
  /** Open time, UTC epoch milliseconds. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly askOpen: Float64Array;
  readonly askHigh: Float64Array;
  readonly askLow: Float64Array;
  readonly askClose: Float64Array;
  readonly volume: Float64Array;
}

/** Names of the columns of `CandleColumns`, in the order in which stores and wires keep them. */
export const CANDLE_COLUMN_NAMES = [
  'time',
  'open',
  'high',
  'low',
  'close',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
  'volume',
] as const;
export type CandleColumnName = (typeof CANDLE_COLUMN_NAMES)[number];

/** One candle as an object, for the edges of the platform only. */
export type Candle = { readonly [Name in CandleColumnName]: number };

/** A series of candles and what it is. */
export interface CandleSeries {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly askSource: AskSource;
  readonly candles: CandleColumns;
}

/** Empty columns with room for `length` candles; they are filled in place. */
export function allocateCandles(length: number): CandleColumns {
  const columns = { length } as { length: number } & Record<CandleColumnName, Float64Array>;
  for (const name of CANDLE_COLUMN_NAMES) columns[name] = new Float64Array(length);
  return columns;
}

/**
 * Candles `from` (inclusive) to `to` (exclusive), as views on the same memory. What lies outside of the candles is left
 * out: the slice may be shorter than asked for, or empty.
 */
export function sliceCandles(candles: CandleColumns, from: number, to: number): CandleColumns {
  const start = Math.min(Math.max(0, from), candles.length);
  const end = Math.max(start, Math.min(to, candles.length));
  const columns = { length: end - start } as { length: number } & Record<CandleColumnName, Float64Array>;
  for (const name of CANDLE_COLUMN_NAMES) columns[name] = candles[name].subarray(start, end);
  return columns;
}

/** Reads one candle as an object. Throws `RangeError` where `index` is outside of the candles. */
export function candleAt(candles: CandleColumns, index: number): Candle {
  if (!(index >= 0 && index < candles.length)) {
    throw new RangeError(`there is no candle ${index} among ${candles.length}`);
  }
  const candle = {} as { [Name in CandleColumnName]: number };
  for (const name of CANDLE_COLUMN_NAMES) candle[name] = candles[name][index] as number;
  return candle;
}

/** Copies candle objects into columns. */
export function candlesFrom(rows: readonly Candle[]): CandleColumns {
  const columns = allocateCandles(rows.length);
  rows.forEach((row, index) => {
    for (const name of CANDLE_COLUMN_NAMES) columns[name][index] = row[name];
  });
  return columns;
}

/** Index of the first of the ascending times `time` that is at or after `value`; `time.length` where there is none. */
export function lowerBound(time: Float64Array, value: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((time[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tick quotes as columns, in ascending order of time (equal times are kept in the order they came). */
export interface TickColumns {
  readonly length: number;
  readonly time: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  /** Bid volume in the provider's unit; zero where it gives none. */
  readonly bidVolume: Float64Array;
  readonly askVolume: Float64Array;
}
