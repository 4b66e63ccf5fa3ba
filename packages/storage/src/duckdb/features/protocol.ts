import type {
  FeatureBlock,
  FeatureKey,
  FeatureSpan,
  FeatureSummary,
  FeatureWriteSummary,
  TimeRange,
} from '../../ports/index.ts';

/** Rows as they cross: each column is a piece of memory of its own. */
export interface CrossingRows {
  readonly names: readonly string[];
  readonly time: Float64Array<ArrayBuffer>;
  readonly columns: readonly Float32Array<ArrayBuffer>[];
}

/** What crosses between the caller's thread and the one that owns the features. */
export interface FeatureCalls {
  writeBlock: { readonly ask: FeatureBlock; readonly answer: FeatureWriteSummary };
  readRows: {
    readonly ask: {
      readonly key: FeatureKey;
      readonly names: readonly string[] | null;
      readonly range: TimeRange | null;
    };
    readonly answer: CrossingRows;
  };
  readSpans: { readonly ask: FeatureKey; readonly answer: readonly FeatureSpan[] };
  readState: {
    readonly ask: { readonly key: FeatureKey; readonly digest: string };
    readonly answer: Float64Array | null;
  };
  removeAfter: { readonly ask: { readonly key: FeatureKey; readonly digest: string | null }; readonly answer: number };
  listFeatures: { readonly ask: null; readonly answer: readonly FeatureSummary[] };
  close: { readonly ask: null; readonly answer: null };
}
