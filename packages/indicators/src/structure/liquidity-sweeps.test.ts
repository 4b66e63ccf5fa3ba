import { expect, test } from 'vitest';
import { barsOf, coarseBars, column, directSwings, firstWrong, outputsOf } from './structure.fixture.ts';

test('by hand: a high that is pierced and not held is swept, one that is closed beyond is not', () => {
  const sweeps = outputsOf(
    'liquidity-sweeps',
    { left: 1, right: 1 },
    barsOf([
      [10, 11, 9, 10],
      [12, 20, 11, 12],
      [12, 13, 11, 12],
      [12, 18, 11, 12],
      [12, 14, 11, 12],
      [14, 21, 13, 15], // above 18 and 20, closes below both
      [12, 13, 11, 12],
      [20, 25, 19, 24], // above 21, closes beyond it
    ]),
  );
  expect([...(sweeps['highs'] ?? [])]).toEqual([Number.NaN, Number.NaN, 0, 0, 0, 2, 0, 0]);
  expect([...(sweeps['highLevel'] ?? [])].slice(4)).toEqual([Number.NaN, 20, 20, 20]);
  expect([...(sweeps['highBars'] ?? [])].slice(4)).toEqual([Number.NaN, 0, 1, 2]);
  expect([...(sweeps['lows'] ?? [])].slice(2)).toEqual([0, 0, 0, 0, 0, 0]);
});

test('sweeps equal a search through the last 16 untouched swings', () => {
  const columns = coarseBars('sweeps', 9000);
  const [high, low, close] = ['high', 'low', 'close'].map((name) => column(columns, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const found = directSwings(columns, 2, 2);
  const open = { high: [] as number[], low: [] as number[] };
  const expected = Array.from(close, (price, row) => {
    const above = open.high.filter((level) => level < (high[row] as number));
    const below = open.low.filter((level) => level > (low[row] as number));
    open.high = open.high.filter((level) => level >= (high[row] as number));
    open.low = open.low.filter((level) => level <= (low[row] as number));
    for (const swing of found[row] ?? []) open[swing.kind] = [...open[swing.kind], swing.price].slice(-16);
    const highs = above.filter((level) => price < level).length;
    const lows = below.filter((level) => price > level).length;
    return { highs, lows, level: lows > 0 ? Math.min(...below) : null };
  });
  const ours = outputsOf('liquidity-sweeps', { left: 2, right: 2 }, columns);
  const warm = (value: number, row: number): number | null => (row < 4 ? null : value);
  expect(
    firstWrong(
      ours['highs'],
      expected.map(({ highs }, row) => warm(highs, row)),
    ),
  ).toEqual({ row: -1 });
  expect(
    firstWrong(
      ours['lows'],
      expected.map(({ lows }, row) => warm(lows, row)),
    ),
  ).toEqual({ row: -1 });
  let last: number | null = null;
  const levels = expected.map(({ level }) => (last = level ?? last));
  expect(firstWrong(ours['lowLevel'], levels)).toEqual({ row: -1 });
  expect(expected.filter(({ highs }) => highs > 1).length).toBeGreaterThan(10);
});
