import { readFileSync } from 'node:fs';
import { createRandom } from '@pipwright/kernel';
import { sharedData } from '@pipwright/testkit';
import type { AnyIndicator } from '../registry-entry.ts';
import type { Columns } from './stream-indicator.ts';

/** Columns by name, for indicators of any kind. */
export type NamedColumns = Columns<string>;

function allocate(names: readonly string[], length: number): NamedColumns {
  return Object.fromEntries(names.map((name) => [name, new Float64Array(length)]));
}

/** A walk in points around 1.1, with stretches in which nothing moves and bars without volume; sessions of 24 bars. */
function randomBars(seed: string, length: number): NamedColumns {
  const random = createRandom(seed);
  const bars = allocate(['open', 'high', 'low', 'close', 'volume', 'session'], length);
  let price = 110_000;
  for (let row = 0; row < length; row++) {
    const still = row % 97 > 80;
    const step = (): number => (still ? 0 : Math.round(random.normal() * 40));
    const open = price + Math.round(step() / 4);
    price = open + step();
    const set = (name: string, value: number): void => void ((bars[name] as Float64Array)[row] = value);
    set('open', open / 1e5);
    set('close', price / 1e5);
    set('high', (Math.max(open, price) + Math.abs(step())) / 1e5);
    set('low', (Math.min(open, price) - Math.abs(step())) / 1e5);
    set('volume', random.next() < 0.1 ? 0 : random.integer(5000));
    set('session', Math.floor(row / 24) * 86_400_000);
  }
  return bars;
}

/** Two series, the second of which follows the first. */
function randomPair(seed: string, length: number): NamedColumns {
  const x = randomBars(`${seed} x`, length)['close'] as Float64Array;
  const noise = randomBars(`${seed} y`, length)['close'] as Float64Array;
  return { x, y: x.map((value, row) => 0.6 * value + 0.4 * (noise[row] as number)) };
}

/** Every column that an indicator of this package may read, of `length` random rows. */
export function randomColumns(seed: string, length: number): NamedColumns {
  return { ...randomBars(seed, length), ...randomPair(seed, length) };
}

/** The 502 daily bars of the oracle with the other columns made of them; undefined where the folder is absent. */
export function realColumns(): NamedColumns | undefined {
  const file = sharedData('indicators', 'quotes', 'default.csv');
  if (file === undefined) return undefined;
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  const column = (field: number): Float64Array => Float64Array.from(rows, (row) => Number(row.split(',')[field]));
  const [open, high, low, close, volume] = [column(1), column(2), column(3), column(4), column(5)];
  const session = close.map((_, row) => Math.floor(row / 24));
  return {
    ...randomColumns('beside the real bars', rows.length),
    open,
    high,
    low,
    close,
    volume,
    session,
    x: close,
    y: open,
  };
}

/** One row as `update` takes it. */
export function rowAt(columns: NamedColumns, indicator: AnyIndicator, row: number): Readonly<Record<string, number>> {
  return Object.fromEntries(indicator.reads.map((name) => [name, (columns[name] as Float64Array)[row] as number]));
}
