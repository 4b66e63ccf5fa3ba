import { createRandom } from '@pipwright/kernel';
import { describe, expect, test } from 'vitest';
import { randomColumns, realColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator } from '../contract/stream-indicator.ts';
import { VolumeProfile } from './volume-profile.ts';

/** The definition, from nothing but the bars of the window. */
function profileOf(
  columns: NamedColumns,
  from: number,
  to: number,
  { bins = 24, tick = 0, valueAreaPercent = 70 },
): [number, number, number] {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  const value = (name: string, row: number): number => (columns[name] as Float64Array)[row] as number;
  const top = Math.max(...rows.map((row) => value('high', row)));
  const bottom = Math.min(...rows.map((row) => value('low', row)));
  if (top === bottom) return [top, top, top];
  const least = Math.max(Math.max(Math.abs(top), Math.abs(bottom)) / 2 ** 40, (top - bottom) / (bins - 2));
  let step = tick > 0 ? tick : 2 ** -200;
  while (step < least) step *= 2;
  const indexOf = (price: number): number => Math.floor((price + tick / 2) / step);
  const first = indexOf(bottom);
  const counts: number[] = Array.from({ length: indexOf(top) - first + 1 }, () => 0);
  const timed = rows.every((row) => value('volume', row) === 0);
  for (const row of rows) {
    const low = indexOf(value('low', row));
    const span = indexOf(value('high', row)) - low + 1;
    for (let bin = low; bin < low + span; bin++) {
      counts[bin - first] = (counts[bin - first] as number) + (timed ? 1 : value('volume', row) / span);
    }
  }
  const control = controlOf(counts);
  let [low, high, held] = [control, control, counts[control] as number];
  const wanted = (counts.reduce((sum, count) => sum + count, 0) * valueAreaPercent) / 100;
  const at = (bin: number): number => counts[bin] ?? 0;
  while (held < wanted && (low > 0 || high < counts.length - 1)) {
    const above = at(high + 1) + at(high + 2);
    const below = at(low - 1) + at(low - 2);
    if (high < counts.length - 1 && (low === 0 || above >= below)) {
      [high, held] = [Math.min(counts.length - 1, high + 2), held + above];
    } else {
      [low, held] = [Math.max(0, low - 2), held + below];
    }
  }
  const edge = (bin: number): number => (first + bin) * step - tick / 2;
  return [(edge(control) + edge(control + 1)) / 2, edge(high + 1), edge(low)];
}

function controlOf(counts: readonly number[]): number {
  const middle = (counts.length - 1) / 2;
  const most = Math.max(...counts);
  const best = counts.flatMap((count, bin) => (count === most ? [bin] : []));
  return best.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b)[0] as number;
}

/** Rows whose profile differs from the definition. */
function wrongRows(columns: NamedColumns, options: Readonly<Record<string, number>>): number[] {
  const period = options['period'] as number;
  const outputs = computeIndicator(new VolumeProfile(options), columns as never);
  const { length } = outputs[0] as Float64Array;
  return Array.from({ length: length - period + 1 }, (_, index) => index + period - 1).filter((row) => {
    const expected = profileOf(columns, row - period + 1, row + 1, options);
    return !outputs.every((column, output) => {
      const price = expected[output] as number;
      return Math.abs((column[row] as number) - price) <= 1e-12 * Math.abs(price);
    });
  });
}

/** Volumes whose shares are whole, so that ties are ties in the definition too. */
function withVolume(columns: NamedColumns, volume: (row: number) => number): NamedColumns {
  return { ...columns, volume: (columns['close'] as Float64Array).map((_, row) => volume(row)) };
}

const real = realColumns();
if (real === undefined) console.log('no ../shared/data/indicators: the volume profile is tried on random bars only');

describe('volume profile', () => {
  const options = [
    { period: 50 },
    { period: 120, bins: 16 },
    { period: 30, bins: 64, valueAreaPercent: 50 },
    { period: 60, bins: 40, tick: 0.00001 },
    { period: 7, bins: 8, tick: 0.0001 },
  ];

  test.each(options)('equals its definition on random bars: %o', (one) => {
    const bars = randomColumns('profile', 1500);
    const random = createRandom('profile volume');
    expect(
      wrongRows(
        withVolume(bars, () => 1 + random.next() * 5000),
        one,
      ),
    ).toEqual([]);
  });

  test.each(options)('counts time where there is no volume: %o', (one) => {
    expect(
      wrongRows(
        withVolume(randomColumns('no volume', 1500), () => 0),
        one,
      ),
    ).toEqual([]);
  });

  test('equals its definition where volume comes and goes', () => {
    const random = createRandom('some volume');
    const bars = withVolume(randomColumns('some volume', 1500), (row) =>
      row % 200 < 90 ? 0 : 1 + random.next() * 100,
    );
    expect(wrongRows(bars, { period: 40 })).toEqual([]);
  });

  test.skipIf(real === undefined)('equals its definition on real bars', () => {
    expect(wrongRows(real as NamedColumns, { period: 100 })).toEqual([]);
  });

  test('ends, and lies in its window, with volumes of any size', () => {
    const random = createRandom('volumes of any size');
    const price = Float64Array.from({ length: 5000 }, () => random.integer(9));
    const columns = { high: price, low: price, volume: price.map(() => [1e30, 1e-9, 0][random.integer(3)] as number) };
    const outputs = computeIndicator(new VolumeProfile({ period: 30 }), columns as never);
    for (let row = 29; row < 5000; row++) {
      const [control, high, low] = outputs.map((column) => column[row] as number);
      expect(low).toBeLessThanOrEqual(control as number);
      expect(high).toBeGreaterThanOrEqual(control as number);
    }
  });

  test('does not depend on the bar that it began with', () => {
    const bars = randomColumns('start', 1200);
    const later = Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, column.subarray(317)]));
    const all = computeIndicator(new VolumeProfile({ period: 60 }), bars as never);
    const part = computeIndicator(new VolumeProfile({ period: 60 }), later as never);
    const last = (part[0] as Float64Array).length - 1;
    for (let row = 60; row <= last; row++) {
      expect(part.map((column) => column[row])).toEqual(all.map((column) => column[row + 317]));
    }
  });

  test('finds the price that was traded most, and the area around it', () => {
    // One bar per price from 0 to 31, in which the volume is greatest at 20.
    const prices = Float64Array.from({ length: 32 }, (_, index) => index + 0.5);
    const columns = {
      high: prices,
      low: prices,
      volume: prices.map((price) => 100 - 10 * Math.abs(price - 20.5)),
    };
    const outputs = computeIndicator(new VolumeProfile({ period: 32, bins: 40 }), columns as never);
    expect(outputs.map((column) => column[31])).toEqual([20.5, 25, 16]);
  });
});
