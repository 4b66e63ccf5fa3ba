import type { EpochMs, SymbolName, Timeframe } from '@pipwright/model';
import type { TimeRange } from './candle-store.ts';

/** Names one stored series of feature rows. */
export interface FeatureKey {
  readonly tenant: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** Digest of the catalogue that the rows were computed with. Rows of different versions never mix. */
  readonly version: string;
}

/**
 * A run of rows that was computed in one go. The spans of a key follow each other without overlap, and each rests on
 * those before it: features remember. So the digest of a span speaks of everything up to its last row.
 */
export interface FeatureSpan {
  /** Open times of its first and last row. */
  readonly firstTime: EpochMs;
  readonly lastTime: EpochMs;
  readonly rows: number;
  /** Digest of the data that the rows up to `lastTime` were computed from, from the beginning of the series on. */
  readonly digest: string;
}

/** Rows to be stored together, and what is needed to continue after them. */
export interface FeatureBlock {
  readonly key: FeatureKey;
  /** One per column, the same for every block of a version. Names are told apart without regard to case. */
  readonly names: readonly string[];
  /** Open times, ascending; at least one. */
  readonly time: Float64Array<ArrayBuffer>;
  /** A value per row, in the order of `names`; NaN where there is none. */
  readonly columns: readonly Float32Array<ArrayBuffer>[];
  /** `digest` of the span that the block ends. */
  readonly digest: string;
  /** Digest of the span after which the rows come; null where they are the first of the series. */
  readonly follows: string | null;
  /** Lengthens the span that it follows instead of beginning another. Needs `follows`. */
  readonly joins: boolean;
  /** State of the computation after the last row, for whoever continues. */
  readonly state: Float64Array<ArrayBuffer>;
}

export interface FeatureWriteSummary {
  /** Rows that were stored; 0 where the block was there already. */
  readonly inserted: number;
  /** Rows behind `follows` that gave way. */
  readonly removed: number;
}

/** What to read: everything unless told otherwise. */
export interface FeatureSelection {
  /** Columns, in the order in which they are wanted. */
  readonly names?: readonly string[];
  readonly range?: TimeRange;
}

/** Rows as columns of equal length, in ascending order of time. */
export interface FeatureRows {
  readonly length: number;
  /** Open times. */
  readonly time: Float64Array;
  readonly names: readonly string[];
  readonly columns: readonly Float32Array[];
}

export interface FeatureSummary extends FeatureKey {
  readonly rows: number;
  readonly columns: number;
  readonly spans: number;
  readonly firstTime: EpochMs;
  readonly lastTime: EpochMs;
  /** Size of times and values before compression. */
  readonly bytes: number;
}

/**
 * Feature rows: a time and a float32 value per column, by tenant, symbol, timeframe and version. Every value comes back
 * to the last bit; one NaN is as good as another.
 * Every method may reject with a `BUSINESS`, `INTEGRATION` or `SYSTEM` error of the engine's catalogue.
 */
export interface FeatureStore {
  /**
   * Stores one block, as a whole or not at all; when the promise resolves it survives the death of the process. What is
   * stored behind the span that the block follows is removed in the same step: it rested on data that has changed.
   * A block whose digest is stored with the same last time changes nothing. Rejects where no span has the digest that
   * the block follows.
   *
   * The memory of `time`, `columns` and `state` goes over to the store: the arrays are empty afterwards, and so is
   * everything else that shares their memory. Whoever writes many blocks waits for the one before the last.
   */
  writeBlock(block: FeatureBlock): Promise<FeatureWriteSummary>;
  /** Rejects where a wanted column is not in the version; has no rows and, unless told, no columns for an unknown key. */
  readRows(key: FeatureKey, selection?: FeatureSelection): Promise<FeatureRows>;
  /** In order of time; none where nothing is stored. */
  readSpans(key: FeatureKey): Promise<readonly FeatureSpan[]>;
  /** State of the computation after the last row of the span with this digest; null where there is no such span. */
  readState(key: FeatureKey, digest: string): Promise<Float64Array | null>;
  /** Removes the rows behind the span with this digest, or all rows of the key; says how many. */
  removeAfter(key: FeatureKey, digest: string | null): Promise<number>;
  /** Everything stored, by tenant, symbol, length of candle and version. */
  listFeatures(): Promise<readonly FeatureSummary[]>;
  close(): Promise<void>;
}
