import type {
  AskSource,
  CandleColumns,
  CandleSeries,
  EpochMs,
  SymbolName,
  TickColumns,
  Timeframe,
} from '@pipwright/model';

/** Names one stored series. */
export interface SeriesKey {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
}

/** Half-open range of open times: `from <= time < to`. */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Where candles were made from, worst first. A candle of a better origin replaces one of a worse origin. */
export const CandleOrigin = { Aggregated: 'aggregated', Candles: 'candles', Ticks: 'ticks' } as const;
export type CandleOrigin = (typeof CandleOrigin)[keyof typeof CandleOrigin];

/**
 * Candles to be written together. Where the store already holds a candle of the same symbol, timeframe and time, the
 * better one stays: first by ask side (quoted, then spread, then assumed), then by origin (ticks, candles, aggregated);
 * among equals the one that came first stays, so that writing twice changes nothing. Only an aggregated candle gives way
 * to an equal one that differs: it is made of stored candles, and is made anew when more of those have come.
 */
export interface CandleBatch extends SeriesKey {
  readonly askSource: AskSource;
  readonly origin: CandleOrigin;
  /** Whose data it is, for people: `lean/oanda`, `dukascopy`, `mt5`. */
  readonly source: string;
  readonly candles: CandleColumns;
}

export interface WriteSummary {
  /** New candles. */
  readonly inserted: number;
  /** Stored candles that a better source replaced. */
  readonly replaced: number;
  /** Candles left out because what is stored is as good or better. */
  readonly kept: number;
}

/** A row that was refused, as it is kept for the person who wants to know why. */
export interface QuarantinedRow {
  readonly file: string;
  /** Line in a text file, record number in a binary one; counted from 1. */
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

/** Identifies one import: the same bytes read with the same options are the same import. */
export interface ImportKey {
  /** SHA-256 of the file's bytes and of the options that change its meaning, as hexadecimal. */
  readonly digest: string;
  readonly file: string;
}

/** State of an import that was begun, finished or not. */
export interface ImportProgress {
  readonly digest: string;
  readonly file: string;
  /** Chunks 0 to `committedChunks - 1` are stored for good. */
  readonly committedChunks: number;
  /** The stored report, once the import is finished: JSON made by market-data. */
  readonly report: string | null;
}

/** One atomic step of an import: either all of it is stored or none. */
export interface ImportChunk {
  readonly digest: string;
  /** Counted from 0; a chunk that was already committed is ignored. */
  readonly index: number;
  readonly batches: readonly CandleBatch[];
  readonly ticks: { readonly symbol: SymbolName; readonly source: string; readonly ticks: TickColumns } | null;
  readonly quarantined: readonly QuarantinedRow[];
}

export interface SeriesSummary extends SeriesKey {
  readonly count: number;
  readonly firstTime: EpochMs;
  readonly lastTime: EpochMs;
  readonly sources: readonly string[];
  /** Candles whose ask side is only assumed. */
  readonly assumedAsk: number;
}

/**
 * Candles, ticks and the record of imports. Prices are kept as integer points of the instrument's tick.
 * Every method may reject with an `INTEGRATION` or `SYSTEM` error of the engine's catalogue.
 */
export interface CandleStore {
  /** Begins an import or finds the one begun before. */
  beginImport(key: ImportKey): Promise<ImportProgress>;
  /** Stores one chunk; when the promise resolves it survives the death of the process. */
  commitChunk(chunk: ImportChunk): Promise<WriteSummary>;
  /** Marks an import as complete and keeps its report. */
  finishImport(digest: string, report: string): Promise<void>;
  listImports(): Promise<readonly ImportProgress[]>;
  /** Refused rows of one import, or of all, oldest first. */
  listQuarantined(options: { readonly digest?: string; readonly limit: number }): Promise<readonly QuarantinedRow[]>;
  /** Stores candles outside an import (aggregations). */
  writeCandles(batch: CandleBatch): Promise<WriteSummary>;
  /** Candles in ascending order of time; columns of length 0 where there are none. `askSource` is the worst of the range. */
  readCandles(key: SeriesKey, range?: TimeRange): Promise<CandleSeries>;
  readTicks(symbol: SymbolName, range: TimeRange): Promise<TickColumns>;
  /** UTC days (their midnights, ascending) on which ticks of a symbol are stored, so that nobody asks for empty ones. */
  listTickDays(symbol: SymbolName): Promise<readonly EpochMs[]>;
  listSeries(): Promise<readonly SeriesSummary[]>;
  close(): Promise<void>;
}
