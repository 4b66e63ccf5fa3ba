import type {
  CandleOrigin,
  ImportProgress,
  QuarantinedRow,
  SeriesKey,
  SeriesSummary,
  TimeRange,
  WriteSummary,
} from '../ports/index.ts';
import type { AskSource, EpochMs, SymbolName } from '@pipwright/model';

/**
 * What crosses between the caller's thread and the one that owns the candles.
 * A write is made of `stage` calls, which bring the rows part by part, and one call that names the operation.
 */

/** The value columns of a candle block in their order: `CANDLE_COLUMN_NAMES`. Of a tick block: time, bid, ask, two volumes. */
export const CANDLE_BLOCK_COLUMNS = 10;
export const TICK_BLOCK_COLUMNS = 5;

/** Rows that cross at once; the copy of a part takes the caller's thread a few milliseconds. */
export const PART_ROWS = 262_144;

/** Columns of equal length, one behind the other in one piece of memory. */
export interface Block {
  readonly rows: number;
  readonly values: Float64Array;
}

export interface CandleBatchHeader extends SeriesKey {
  readonly askSource: AskSource;
  readonly origin: CandleOrigin;
  readonly source: string;
  /** Tick of the instrument's contract; null where it has none. */
  readonly tickSize: number | null;
}

export interface TickBatchHeader {
  readonly symbol: SymbolName;
  readonly source: string;
  readonly tickSize: number | null;
}

/** Name of the staged rows of one batch: batches are counted from 0, ticks are `ticks`. */
export type StageSlot = number | 'ticks';

export interface Calls {
  stage: {
    readonly ask: { readonly operation: number; readonly slot: StageSlot; readonly block: Block };
    readonly answer: null;
  };
  beginImport: { readonly ask: { readonly digest: string; readonly file: string }; readonly answer: ImportProgress };
  commitChunk: {
    readonly ask: {
      readonly operation: number;
      readonly digest: string;
      readonly index: number;
      readonly batches: readonly CandleBatchHeader[];
      readonly ticks: TickBatchHeader | null;
      readonly quarantined: readonly QuarantinedRow[];
    };
    readonly answer: WriteSummary;
  };
  finishImport: { readonly ask: { readonly digest: string; readonly report: string }; readonly answer: null };
  listImports: { readonly ask: null; readonly answer: readonly ImportProgress[] };
  listQuarantined: {
    readonly ask: { readonly digest: string | null; readonly limit: number };
    readonly answer: readonly QuarantinedRow[];
  };
  writeCandles: {
    readonly ask: { readonly operation: number; readonly batch: CandleBatchHeader };
    readonly answer: WriteSummary;
  };
  readCandles: {
    readonly ask: { readonly key: SeriesKey; readonly range: TimeRange | null };
    readonly answer: Block & { readonly askSource: AskSource };
  };
  readTicks: { readonly ask: { readonly symbol: SymbolName; readonly range: TimeRange }; readonly answer: Block };
  listTickDays: { readonly ask: { readonly symbol: SymbolName }; readonly answer: readonly EpochMs[] };
  listSeries: { readonly ask: null; readonly answer: readonly SeriesSummary[] };
  close: { readonly ask: null; readonly answer: null };
}
export type CallName = keyof Calls;
