import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, column, firstWrong, outputsOf } from './structure.fixture.ts';

/** Two sessions: open 100, high 130, low 90, close 110 in the first, open 112 in the second. */
const BARS = {
  ...barsOf([
    [100, 120, 95, 115],
    [115, 130, 90, 110],
    [112, 118, 111, 113],
    [113, 119, 112, 114],
  ]),
  session: Float64Array.from([1, 1, 2, 2]),
};

test.each([
  ['floor-pivots', { pivot: 110, s1: 90, s2: 70, s3: 50, r1: 130, r2: 150, r3: 170 }],
  ['woodie-pivots', { pivot: 111, s1: 92, s2: 71, s3: 52, r1: 132, r2: 151, r3: 172 }],
  ['fibonacci-pivots', { pivot: 110, s1: 94.72, s2: 85.28, s3: 70, r1: 125.28, r2: 134.72, r3: 150 }],
  [
    'camarilla-pivots',
    {
      pivot: 110,
      s1: 110 - 11 / 3,
      s2: 110 - 22 / 3,
      s3: 99,
      s4: 88,
      r1: 110 + 11 / 3,
      r2: 110 + 22 / 3,
      r3: 121,
      r4: 132,
    },
  ],
  // Closed above its open: 2 * 130 + 90 + 110 = 460.
  ['demark-pivots', { pivot: 115, s1: 100, r1: 140 }],
] as const)('%s by hand', (id, levels) => {
  const ours = outputsOf(id, {}, BARS);
  expect(Object.keys(ours).toSorted()).toEqual(Object.keys(levels).toSorted());
  for (const [name, level] of Object.entries(levels)) {
    expect({ name, ...firstWrong(ours[name], [null, null, level, level]) }).toEqual({ name, row: -1 });
  }
});

test.each([
  ['below', [100, 110, 90, 95], 110 + 2 * 90 + 95],
  ['at', [100, 110, 90, 100], 110 + 90 + 2 * 100],
] as const)("DeMark's sum where a session closes %s its open", (_, bar, sum) => {
  const columns = { ...barsOf([[...bar], [100, 101, 99, 100]]), session: Float64Array.from([1, 2]) };
  expect(outputsOf('demark-pivots', {}, columns)['pivot']?.[1]).toBe(sum / 4);
});

test('rolling pivots equal the figures of the bars before', () => {
  const columns = randomColumns('rolling pivots', 500);
  const [high, low, close] = ['high', 'low', 'close'].map((name) => column(columns, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const ours = outputsOf('rolling-pivots', { period: 7 }, columns);
  const windows = Array.from(close, (_, row) => {
    if (row < 7) return null;
    const highest = Math.max(...high.subarray(row - 7, row));
    const lowest = Math.min(...low.subarray(row - 7, row));
    return { highest, lowest, pivot: (highest + lowest + (close[row - 1] as number)) / 3 };
  });
  expect(
    firstWrong(
      ours['pivot'],
      windows.map((each) => each?.pivot ?? null),
    ),
  ).toEqual({ row: -1 });
  const r3 = windows.map((each) => (each === null ? null : each.highest + 2 * (each.pivot - each.lowest)));
  expect(firstWrong(ours['r3'], r3)).toEqual({ row: -1 });
});
