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

/** Ticks of a quoted price: bursts and pauses, several in the same millisecond, sides without volume. */
function randomTicks(seed: string, length: number): NamedColumns {
  const random = createRandom(`${seed} ticks`);
  const ticks = allocate(['time', 'bid', 'ask', 'bidVolume', 'askVolume'], length);
  let time = 1_700_000_000_000;
  let points = 110_000;
  for (let row = 0; row < length; row++) {
    const set = (name: string, value: number): void => void ((ticks[name] as Float64Array)[row] = value);
    time += random.next() < 0.2 ? 0 : random.integer(row % 50 < 40 ? 400 : 20_000);
    points += random.next() < 0.4 ? 0 : random.integer(7) - 3;
    set('time', time);
    set('bid', points / 1e5);
    set('ask', (points + 1 + random.integer(8)) / 1e5);
    set('bidVolume', random.next() < 0.1 ? 0 : random.integer(60) / 10);
    set('askVolume', random.next() < 0.1 ? 0 : random.integer(60) / 10);
  }
  return ticks;
}

/** Five levels of an order book on each side, some of them missing. */
function randomBook(seed: string, length: number): NamedColumns {
  const random = createRandom(`${seed} book`);
  const levels = [1, 2, 3, 4, 5];
  const names = levels.flatMap((level) => ['bidPrice', 'bidSize', 'askPrice', 'askSize'].map((name) => name + level));
  const book = allocate(names, length);
  let points = 110_000;
  for (let row = 0; row < length; row++) {
    points += random.next() < 0.6 ? 0 : random.integer(5) - 2;
    let [bid, ask] = [points, points + 1 + random.integer(3)];
    for (const level of levels) {
      const set = (name: string, value: number): void => void ((book[name + level] as Float64Array)[row] = value);
      set('bidPrice', bid / 1e5);
      set('askPrice', ask / 1e5);
      set('bidSize', random.next() < 0.1 ? 0 : random.integer(50) / 10);
      set('askSize', random.next() < 0.1 ? 0 : random.integer(50) / 10);
      bid -= 1 + random.integer(3);
      ask += 1 + random.integer(3);
    }
  }
  return book;
}

/** Closes of the seven dollar pairs. */
function randomPairs(seed: string, length: number): NamedColumns {
  const pairs = ['EURUSD', 'GBPUSD', 'AUDUSD', 'NZDUSD', 'USDJPY', 'USDCHF', 'USDCAD'];
  return Object.fromEntries(
    pairs.map((pair) => [pair, randomBars(`${seed} ${pair}`, length)['close'] as Float64Array]),
  );
}

/** Every column that an indicator of this package may read, of `length` random rows. */
export function randomColumns(seed: string, length: number): NamedColumns {
  return {
    ...randomBars(seed, length),
    ...randomPair(seed, length),
    ...randomTicks(seed, length),
    ...randomBook(seed, length),
    ...randomPairs(seed, length),
  };
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
