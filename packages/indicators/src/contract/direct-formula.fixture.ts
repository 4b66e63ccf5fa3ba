import { expect } from 'vitest';
import { computeIndicator, findIndicator } from '../index.ts';
import type { NamedColumns } from './columns.fixture.ts';

/** The values of a column up to and with `row`, `period` of them; empty where there are fewer. */
export function lastOf(values: ArrayLike<number>, row: number, period: number): number[] {
  return row + 1 < period
    ? []
    : Array.from({ length: period }, (_, index) => values[row - period + 1 + index] as number);
}

export function sumOf(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0);
}

export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** Variance divided by the number of values less `less`. */
export function varianceOf(values: readonly number[], less: 0 | 1): number {
  const mean = meanOf(values);
  return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - less);
}

/** Exponential average of the values that are numbers, from the mean of the first `period` of them on. */
export function exponentialOf(values: readonly number[], period: number, weight = 2 / (period + 1)): number[] {
  const first = values.findIndex((value) => !Number.isNaN(value));
  let average = Number.NaN;
  return values.map((value, row) => {
    const seed = first + period - 1;
    if (first < 0 || row < seed) return Number.NaN;
    average = row === seed ? meanOf(values.slice(first, seed + 1)) : average + weight * (value - average);
    return average;
  });
}

/** `valueAt` for every row. */
export function rowsOf(columns: NamedColumns, valueAt: (row: number) => number): number[] {
  return Array.from(columns['close'] as Float64Array, (_, row) => valueAt(row));
}

/** One output of a registered indicator over whole columns. */
export function outputOf(
  columns: NamedColumns,
  id: string,
  output: string,
  parameters: Readonly<Record<string, number>> = {},
): Float64Array {
  const indicator = findIndicator(id).create(parameters);
  return computeIndicator(indicator, columns)[indicator.outputs.indexOf(output)] as Float64Array;
}

/** Fails where ours is not within 1e-9 of `expected`, relative or (near 0) absolute, or not NaN in the same rows. */
export function expectSame(ours: Float64Array, expected: readonly number[], scale = 1): void {
  expect(ours.some((value) => !Number.isNaN(value))).toBe(true);
  const wrong = expected.findIndex((value, row) => {
    const mine = ours[row] as number;
    if (Number.isNaN(value)) return !Number.isNaN(mine);
    return !(Math.abs(mine - value) <= 1e-9 * Math.max(Math.abs(value), scale));
  });
  expect({ wrongRow: wrong, ours: ours[wrong], expected: expected[wrong] }).toMatchObject({ wrongRow: -1 });
}
