import { expect, test } from 'vitest';
import { randomColumns, type NamedColumns } from '../contract/columns.fixture.ts';
import { computeIndicator, createIndicator, type IndicatorId } from '../index.ts';

const bars = randomColumns('volume definitions', 1200);

function at(name: string, row: number): number {
  return (bars[name] as Float64Array)[row] as number;
}

function typical(row: number): number {
  return (at('high', row) + at('low', row) + at('close', row)) / 3;
}

function compute(id: IndicatorId, parameters: Readonly<Record<string, number>>, columns = bars): Float64Array[] {
  return computeIndicator(createIndicator(id, parameters as never) as never, columns as never);
}

/** Mean and deviation of the typical prices of some rows, weighted by volume, or plain where there is none. */
function weighted(from: number, to: number): [number, number] {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  const all = rows.reduce((sum, row) => sum + at('volume', row), 0);
  const weight = (row: number): number => (all === 0 ? 1 / rows.length : at('volume', row) / all);
  const mean = rows.reduce((sum, row) => sum + weight(row) * typical(row), 0);
  const variance = rows.reduce((sum, row) => sum + weight(row) * (typical(row) - mean) ** 2, 0);
  return [mean, Math.sqrt(variance)];
}

function expectBands(outputs: readonly Float64Array[], row: number, [mean, deviation]: [number, number]): void {
  const [vwap, innerUpper, innerLower, outerUpper, outerLower] = outputs.map((column) => column[row] as number);
  expect(vwap).toBeCloseTo(mean, 12);
  expect(innerUpper).toBeCloseTo(mean + deviation, 9);
  expect(innerLower).toBeCloseTo(mean - deviation, 9);
  expect(outerUpper).toBeCloseTo(mean + 2 * deviation, 9);
  expect(outerLower).toBeCloseTo(mean - 2 * deviation, 9);
}

test('the session VWAP starts anew with each session', () => {
  const outputs = compute('vwap-session', {});
  for (let row = 0; row < 1200; row++) expectBands(outputs, row, weighted(row - (row % 24), row + 1));
});

test('the rolling VWAP equals its definition', () => {
  const outputs = compute('vwap-rolling', { period: 30 });
  for (let row = 29; row < 1200; row++) expectBands(outputs, row, weighted(row - 29, row + 1));
});

test('the anchored VWAP starts after the first bars and is anchored anew', () => {
  const outputs = compute('vwap-anchored', { start: 10, every: 100 });
  for (let row = 10; row < 1200; row++) expectBands(outputs, row, weighted(row - ((row - 10) % 100), row + 1));
});

test('without volume every bar counts 1', () => {
  const silent: NamedColumns = { ...bars, volume: new Float64Array(1200) };
  const [rolling] = compute('vwap-rolling', { period: 30 }, silent);
  const [session] = compute('vwap-session', {}, silent);
  const mean = (from: number, to: number): number => {
    let sum = 0;
    for (let row = from; row < to; row++) sum += typical(row);
    return sum / (to - from);
  };
  for (let row = 30; row < 1200; row++) {
    expect(rolling?.[row]).toBeCloseTo(mean(row - 29, row + 1), 12);
    expect(session?.[row]).toBeCloseTo(mean(row - (row % 24), row + 1), 12);
  }
});

test('equal prices have no deviation and no distance from their VWAP', () => {
  const flat = { ...bars, high: new Float64Array(1200).fill(1.23456) };
  const columns = { ...flat, low: flat.high, close: flat.high };
  for (const [id, parameters] of [
    ['vwap-rolling-distance', { period: 17 }],
    ['vwap-session-distance', {}],
  ] as const) {
    const [distance] = compute(id, parameters, columns);
    for (let row = 20; row < 1200; row++) expect(distance?.[row]).toBe(0);
  }
});

test('the VWAP distance is the close in deviations', () => {
  const [distance] = compute('vwap-rolling-distance', { period: 30 });
  for (let row = 29; row < 1200; row++) {
    const [mean, deviation] = weighted(row - 29, row + 1);
    expect(distance?.[row]).toBeCloseTo((at('close', row) - mean) / deviation, 6);
  }
});

test('relative volume leaves the bar itself out of the average', () => {
  const [ratio] = compute('relative-volume', { period: 10 });
  for (let row = 10; row < 1200; row++) {
    let before = 0;
    for (let back = 1; back <= 10; back++) before += at('volume', row - back) / 10;
    expect(ratio?.[row]).toBeCloseTo(before === 0 ? 1 : at('volume', row) / before, 9);
  }
});

test('the volume indices follow the price over rising and falling volume only', () => {
  const [nvi] = compute('nvi', { period: 5 });
  const [pvi] = compute('pvi', { period: 5 });
  let [falling, rising] = [1000, 1000];
  for (let row = 1; row < 1200; row++) {
    const step = at('close', row) / at('close', row - 1);
    if (at('volume', row) < at('volume', row - 1)) falling *= step;
    if (at('volume', row) > at('volume', row - 1)) rising *= step;
    expect(nvi?.[row]).toBeCloseTo(falling, 9);
    expect(pvi?.[row]).toBeCloseTo(rising, 9);
  }
});

test('delta volume begins at 0 with each session', () => {
  const [delta, cumulative] = compute('delta-volume', {});
  let sum = 0;
  for (let row = 0; row < 1200; row++) {
    if (row % 24 === 0) sum = 0;
    const range = at('high', row) - at('low', row);
    const bought = range === 0 ? 0.5 : (at('close', row) - at('low', row)) / range;
    sum += at('volume', row) * (2 * bought - 1);
    expect(cumulative?.[row]).toBeCloseTo(sum, 6);
    expect(Math.abs(delta?.[row] as number)).toBeLessThanOrEqual(at('volume', row));
  }
});

test('ease of movement is distance times range per volume', () => {
  const [movement] = compute('ease-of-movement', { period: 14, scale: 1 });
  for (let row = 1; row < 1200; row++) {
    const middle = (index: number): number => (at('high', index) + at('low', index)) / 2;
    const volume = at('volume', row);
    const range = at('high', row) - at('low', row);
    const expected = volume === 0 ? 0 : ((middle(row) - middle(row - 1)) * range) / volume;
    expect(movement?.[row]).toBeCloseTo(expected, 12);
  }
});
