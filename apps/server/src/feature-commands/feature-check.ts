import type { CoverageReport, DriftReport, RedundancyReport } from '@pipwright/features';
import type { EpochMs, Timeframe } from '@pipwright/model';
import type { LookAheadSummary } from '../pipeline/check-look-ahead.ts';
import type { StoredComparison } from './compare-stored.ts';
import type { ExplainedColumn } from './explained-columns.ts';
import type { MissingSource } from './missing-sources.ts';

/** The spans that were compared for drift. */
export interface DriftSpans {
  readonly from: EpochMs;
  readonly split: EpochMs;
  readonly to: EpochMs;
}

/** What the checks of a feature set over a stored series found. */
export interface FeatureCheck {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly version: string;
  readonly candles: number;
  readonly firstTime: EpochMs;
  readonly lastTime: EpochMs;
  readonly lookAhead: LookAheadSummary;
  /** Null where nothing is stored in this version. */
  readonly stored: StoredComparison | null;
  /** Rows behind `coverage`, `redundancy` and `drift`: one of `stride` candles. */
  readonly rows: number;
  readonly stride: number;
  readonly coverage: CoverageReport;
  readonly redundancy: RedundancyReport & { readonly explained: readonly ExplainedColumn[] };
  readonly drift: DriftReport & { readonly spans: DriftSpans; readonly max: number | null };
  readonly missing: readonly MissingSource[];
  /** What is wrong, a sentence each; empty where nothing is. */
  readonly findings: readonly string[];
}
