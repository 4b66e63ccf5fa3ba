import { randomColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import type { AnyIndicator, IndicatorEntry } from '../registry-entry.ts';
import { STRUCTURE } from './entries.ts';

/** Makes an indicator of structure by its id. */
export function createStructure(id: string, parameters: Readonly<Record<string, number>> = {}): AnyIndicator {
  const entries: Readonly<Record<string, IndicatorEntry>> = STRUCTURE;
  const found = entries[id];
  if (found === undefined) throw new Error(`no indicator of structure ${id}`);
  return found.create(parameters);
}

/** The outputs of an indicator by name. */
export function outputsOf(
  id: string,
  parameters: Readonly<Record<string, number>>,
  columns: NamedColumns,
): Readonly<Record<string, Float64Array>> {
  const indicator = createStructure(id, parameters);
  const outputs = computeIndicator(indicator, columns);
  return Object.fromEntries(indicator.outputs.map((name, index) => [name, outputs[index] as Float64Array]));
}

export function column(columns: NamedColumns, name: string): Float64Array {
  const found = columns[name];
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
}

/** Bars on a coarse grid of 100 points, so that equal prices are frequent. */
export function coarseBars(seed: string, length: number): NamedColumns {
  const bars = randomColumns(seed, length);
  const round = (values: Float64Array): Float64Array => values.map((value) => Math.round(value * 1000) / 1000);
  const prices = ['open', 'high', 'low', 'close'].map((name) => [name, round(column(bars, name))] as const);
  return { ...bars, ...(Object.fromEntries(prices) as NamedColumns) };
}

/** Bars of rows [open, high, low, close], volume 1. */
export function barsOf(rows: readonly (readonly [number, number, number, number])[]): NamedColumns {
  const field = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index] as number);
  return { open: field(0), high: field(1), low: field(2), close: field(3), volume: Float64Array.from(rows, () => 1) };
}

/** Whether `bar` is a peak by its definition: every neighbour is looked at. */
export function isPeak(values: Float64Array, bar: number, left: number, right: number, strict: boolean): boolean {
  if (bar < left || bar + right >= values.length) return false;
  const value = values[bar] as number;
  for (let each = bar - left; each < bar; each++) {
    const other = values[each] as number;
    if (strict ? !(other < value) : other > value) return false;
  }
  for (let each = bar + 1; each <= bar + right; each++) if (!((values[each] as number) < value)) return false;
  return true;
}

export interface DirectSwing {
  readonly kind: 'high' | 'low';
  readonly bar: number;
  readonly price: number;
}

/** The swings that each row confirms, highs before lows, by their definition. */
export function directSwings(columns: NamedColumns, left: number, right: number, strict = false): DirectSwing[][] {
  const highs = column(columns, 'high');
  const negatedLows = column(columns, 'low').map((low) => -low);
  return Array.from(highs, (_, row) => {
    const bar = row - right;
    const found: DirectSwing[] = [];
    if (isPeak(highs, bar, left, right, strict)) found.push({ kind: 'high', bar, price: highs[bar] as number });
    if (isPeak(negatedLows, bar, left, right, strict)) {
      found.push({ kind: 'low', bar, price: -(negatedLows[bar] as number) });
    }
    return found;
  });
}

/** The first row at which a column is not what is expected (NaN where that is null, to 1e-9 relative); -1 for none. */
export function firstWrong(
  actual: Float64Array | undefined,
  expected: readonly (number | null)[],
): { row: number; actual?: number; expected?: number | null } {
  if (actual === undefined) throw new Error('no such output');
  const row = expected.findIndex((value, index) => {
    const ours = actual[index] as number;
    if (value === null) return !Number.isNaN(ours);
    return !(Math.abs(ours - value) <= 1e-9 * Math.max(Math.abs(value), 1e-6));
  });
  return row < 0 ? { row } : { row, actual: actual[row] as number, expected: expected[row] as number | null };
}

/** Wilder's average true range by its definition, null before it is known. */
export function directAtr(columns: NamedColumns, period: number): (number | null)[] {
  const [high, low, close] = ['high', 'low', 'close'].map((name) => column(columns, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let average = 0;
  return Array.from(close, (_, row) => {
    if (row === 0) return null;
    const before = close[row - 1] as number;
    const range = Math.max(high[row] as number, before) - Math.min(low[row] as number, before);
    average = row <= period ? average + range / period : average + (range - average) / period;
    return row < period ? null : average;
  });
}
