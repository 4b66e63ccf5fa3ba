import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import type { NamedColumns } from './columns.fixture.ts';

/** A file of values from outside: its columns by the names of its header. */
export interface LeanReference {
  /** The header, in order. */
  readonly names: readonly string[];
  /** By header name. NaN where a field is empty or no number, such as a date. */
  readonly columns: NamedColumns;
  /** `open`, `high`, `low`, `close` and `volume` in our names; the close where the file has none of that name. */
  readonly bars: NamedColumns;
}

const BAR_COLUMNS = ['open', 'high', 'low', 'close', 'volume'];

/** Reads a file of `../shared/data/lean/indicator-references`; undefined where the folder is absent. */
export function readLeanReference(file: string): LeanReference | undefined {
  const path = sharedData('lean', 'indicator-references', file);
  if (path === undefined) return undefined;
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((field) => field.trim()));
  const names = lines[0] ?? [];
  const number = (field: string | undefined): number =>
    field === undefined || field === '' ? Number.NaN : Number(field);
  const columns: NamedColumns = Object.fromEntries(
    names.map((name, index) => [name, Float64Array.from(lines.slice(1), (fields) => number(fields[index]))]),
  );
  const find = (name: string): Float64Array | undefined =>
    columns[names.find((header) => header.toLowerCase() === name) ?? ''];
  const close = find('close') ?? new Float64Array(lines.length - 1).fill(Number.NaN);
  return { names, columns, bars: Object.fromEntries(BAR_COLUMNS.map((name) => [name, find(name) ?? close])) };
}

/**
 * The first row at which two columns differ by more than `tolerance`, among the rows from `from` on in which theirs has
 * a number; -1 where they agree. The tolerance is half a unit of the last printed digit, or what its rounding makes.
 */
export function firstDisagreement(ours: Float64Array, theirs: Float64Array, tolerance: number, from = 0): number {
  return theirs.findIndex((value, row) => {
    if (row < from || Number.isNaN(value)) return false;
    return !(Math.abs((ours[row] as number) - value) <= tolerance);
  });
}
