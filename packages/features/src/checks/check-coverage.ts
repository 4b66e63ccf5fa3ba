import type { FeatureEntry } from '../catalogue/feature-definition.ts';
import type { FeatureTable } from './feature-table.ts';

/** How much of a column is there. */
export interface ColumnCoverage {
  readonly feature: string;
  /** The first row with a number; -1 where there is none. */
  readonly firstRow: number;
  /** Share of the rows from the first number on that are numbers. */
  readonly share: number;
  /** Values that are infinite: never allowed. */
  readonly infinite: number;
}

export interface CoverageReport {
  readonly columns: readonly ColumnCoverage[];
  /** Required columns of which less than the smallest share is there, or none though there were rows enough. */
  readonly poor: readonly string[];
  /** Columns with infinite values. */
  readonly infinite: readonly string[];
}

function coverageOf(feature: string, column: ArrayLike<number>, length: number): ColumnCoverage {
  let firstRow = -1;
  let numbers = 0;
  let infinite = 0;
  for (let row = 0; row < length; row++) {
    const value = column[row] as number;
    if (Number.isNaN(value)) continue;
    if (firstRow < 0) firstRow = row;
    if (Number.isFinite(value)) numbers++;
    else infinite++;
  }
  return { feature, firstRow, share: firstRow < 0 ? 0 : numbers / (length - firstRow), infinite };
}

/**
 * How much of each column is there. A required column (see `FeatureEntry.required`) is poor where less than `shareMin`
 * of its rows are numbers once it has begun, or where it has not begun after its lookback.
 */
export function checkCoverage(
  table: FeatureTable,
  entries: readonly FeatureEntry[],
  { shareMin = 0.99 }: { readonly shareMin?: number } = {},
): CoverageReport {
  const columns = table.names.map((name, index) => coverageOf(name, table.columns[index] ?? [], table.length));
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const poor = columns.filter(({ feature, firstRow, share }) => {
    const entry = byName.get(feature);
    if (entry?.required !== true || table.length < entry.lookbackBars) return false;
    return firstRow < 0 || share < shareMin;
  });
  return {
    columns,
    poor: poor.map(({ feature }) => feature),
    infinite: columns.filter(({ infinite }) => infinite > 0).map(({ feature }) => feature),
  };
}
