/** Constants of the instrument that features may use. */
export interface FeatureConstants {
  readonly pipSize: number;
  readonly tickSize: number;
  readonly typicalSpreadPips: number;
  readonly base: string;
  readonly quote: string;
}

/** What features are written to: rows of a store need no more than float32. */
export type FeatureColumn = Float64Array | Float32Array;

/** Rows `from` (inclusive) to `to` (exclusive) of the inputs, and the row of the output that `from` is written to. */
export interface OperationRows {
  from: number;
  to: number;
  at: number;
}

/** Computes rows of a column from the same rows of its inputs. Keeps no state. */
export type ColumnOperation = (
  inputs: readonly Float64Array[],
  output: FeatureColumn,
  rows: OperationRows,
  constants: FeatureConstants,
) => void;
