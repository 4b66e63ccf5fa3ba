import type { FeatureColumn } from '../catalogue/column-operation.ts';
import type { FeatureTable } from './feature-table.ts';

/** Two columns that say the same. */
export interface RedundantPair {
  readonly first: string;
  readonly second: string;
  /** Correlation over the sampled rows in which both are numbers. */
  readonly correlation: number;
  /** Whether they are equal in every row, to the last bit. */
  readonly equal: boolean;
}

export interface RedundancyReport {
  /** Columns with one value in all rows that have one. */
  readonly constant: readonly string[];
  /** Columns without any number: their source is not loaded, or the series is too short. */
  readonly empty: readonly string[];
  readonly pairs: readonly RedundantPair[];
}

export interface RedundancyOptions {
  /** From this size of the correlation on a pair is reported. Default 0.999. */
  readonly correlationMin?: number;
  /** Rows that correlations are measured on, evenly spread. Default 5,000. */
  readonly rowsMax?: number;
}

/** Fewer rows with both values say nothing. */
const PAIR_ROWS_MIN = 50;

function valuesOf(column: FeatureColumn, length: number): 'empty' | 'constant' | 'varies' {
  let first = Number.NaN;
  for (let row = 0; row < length; row++) {
    const value = column[row] as number;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return 'varies';
  }
  return Number.isNaN(first) ? 'empty' : 'constant';
}

function sampled(column: FeatureColumn, length: number, rowsMax: number): Float64Array {
  const step = Math.max(1, Math.ceil(length / rowsMax));
  const count = Math.ceil(length / step);
  return Float64Array.from({ length: count }, (_, index) => column[index * step] as number);
}

/** Pearson's correlation over the rows in which both are numbers; 0 where too few are, or one does not move. */
function correlation(a: Float64Array, b: Float64Array): number {
  let [count, sumA, sumB] = [0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    if (Number.isNaN(a[row]) || Number.isNaN(b[row])) continue;
    count++;
    sumA += a[row] as number;
    sumB += b[row] as number;
  }
  if (count < PAIR_ROWS_MIN) return 0;
  const meanA = sumA / count;
  const meanB = sumB / count;
  let [varianceA, varianceB, covariance] = [0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    const x = (a[row] as number) - meanA;
    const y = (b[row] as number) - meanB;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    varianceA += x * x;
    varianceB += y * y;
    covariance += x * y;
  }
  return varianceA === 0 || varianceB === 0 ? 0 : covariance / Math.sqrt(varianceA * varianceB);
}

function isEqual(a: FeatureColumn, b: FeatureColumn, length: number): boolean {
  for (let row = 0; row < length; row++) if (!Object.is(a[row], b[row])) return false;
  return true;
}

/** Finds columns that say nothing: one value throughout, or what another column says already. */
export function findRedundant(
  table: FeatureTable,
  { correlationMin = 0.999, rowsMax = 5000 }: RedundancyOptions = {},
): RedundancyReport {
  const { names, columns, length } = table;
  const kinds = columns.map((column) => valuesOf(column, length));
  const ofKind = (kind: 'empty' | 'constant'): readonly string[] => names.filter((_, index) => kinds[index] === kind);
  const samples = columns.map((column, index) => (kinds[index] === 'varies' ? sampled(column, length, rowsMax) : null));
  const pairs: RedundantPair[] = [];
  samples.forEach((a, first) => {
    for (let second = first + 1; a !== null && second < samples.length; second++) {
      const b = samples[second];
      if (b === null || b === undefined) continue;
      const value = correlation(a, b);
      if (Math.abs(value) < correlationMin) continue;
      const equal = isEqual(columns[first] as FeatureColumn, columns[second] as FeatureColumn, length);
      pairs.push({ first: names[first] as string, second: names[second] as string, correlation: value, equal });
    }
  });
  return { constant: ofKind('constant'), empty: ofKind('empty'), pairs };
}
