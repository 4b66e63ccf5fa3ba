import type { ErrorDetails, SymbolName, Timeframe } from '@pipwright/model';
import type { QuarantinedRow, WriteSummary } from '@pipwright/storage/ports';
import type { FormatName, VolumeUnit } from '../formats/format.ts';
import type { TimeZoneVerdict } from '../time-zones/time-zone-verdict.ts';
import type { GapReport } from '../validation/find-gaps.ts';
import type { CandleCounts } from '../validation/validate-candles.ts';
import type { TickCounts } from '../validation/validate-ticks.ts';

/** What an import writes into the store beside the candles, and shows. Version of its JSON: 1. */
export const REPORT_VERSION = 1;

/** What became of one file, or of a pair of files with bid and ask. */
export interface FileReport {
  readonly version: typeof REPORT_VERSION;
  readonly status: 'imported';
  readonly file: string;
  readonly digest: string;
  readonly format: FormatName;
  readonly symbol: SymbolName;
  /** Null for ticks. */
  readonly timeframe: Timeframe | null;
  readonly source: string;
  readonly volumeUnit: VolumeUnit;
  readonly timeZone: TimeZoneVerdict;
  /** Checks of candles as they were read, or of those made of ticks never: they are consistent by construction. */
  readonly candles: Readonly<CandleCounts> | null;
  readonly ticks: Readonly<TickCounts> | null;
  /** Candles by the origin of their ask side. */
  readonly askSources: Readonly<Record<'quoted' | 'spread' | 'assumed', number>>;
  readonly written: WriteSummary;
  /** Open times of the first and last candle, or null where there is none. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  /** Chunks that an earlier, interrupted run had stored; `written` does not count them. */
  readonly resumedChunks: number;
  /** The first refused rows. All that were kept are in the store. */
  readonly quarantineSample: readonly QuarantinedRow[];
  /** Refused rows beyond the number that is kept per file. */
  readonly quarantineOmitted: number;
  readonly gaps: GapReport | null;
  readonly warnings: readonly string[];
}

/** A file whose import was finished before: nothing was read or written. */
export interface KnownFile {
  readonly status: 'already-imported';
  readonly file: string;
  readonly digest: string;
  /** The report of the first time. */
  readonly report: FileReport;
}

/** A file that could not be imported. */
export interface RefusedFile {
  readonly status: 'refused';
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly action: string;
  readonly details: ErrorDetails;
}

/** What became of one series in the store. */
export interface SeriesReport {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** Read from files or made of ticks, or put together from a finer series. */
  readonly kind: 'imported' | 'aggregated';
  /** Candles that the store holds in the range of this import. */
  readonly count: number;
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  readonly written: WriteSummary;
  /** Candles left out because the data begin, end or break inside their period. */
  readonly incomplete: number;
  /** Only for what was imported. */
  readonly gaps: GapReport | null;
}

export interface ImportReport {
  readonly files: readonly (FileReport | KnownFile | RefusedFile)[];
  readonly series: readonly SeriesReport[];
}

export function addWritten(a: WriteSummary, b: WriteSummary): WriteSummary {
  return { inserted: a.inserted + b.inserted, replaced: a.replaced + b.replaced, kept: a.kept + b.kept };
}

export const NOTHING_WRITTEN: WriteSummary = { inserted: 0, replaced: 0, kept: 0 };
