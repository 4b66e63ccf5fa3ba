import type { FeatureColumn } from '../catalogue/column-operation.ts';

/** Columns of a wide row by name, oldest row first, as they were computed or read back from a store. */
export interface FeatureTable {
  readonly names: readonly string[];
  readonly length: number;
  /** Open time of each candle. */
  readonly time: Float64Array;
  readonly columns: readonly FeatureColumn[];
}
