import { expect, test } from 'vitest';
import { barsOf, coarseBars, column, directSwings, firstWrong, outputsOf } from './structure.fixture.ts';

/** Closes around which every bar reaches 1 up and down. */
function bars(closes: readonly number[]): ReturnType<typeof barsOf> {
  return barsOf(closes.map((close) => [close, close + 1, close - 1, close]));
}

test('by hand: a break up, a second one, and a change of character down', () => {
  //              swing high 21            break    low 16      high 26      break       change below 16
  const closes = [10, 15, 20, 17, 14, 18, 22, 20, 17, 21, 25, 23, 22, 24, 27, 21, 15, 14];
  const structure = outputsOf('structure-breaks', { left: 2, right: 2 }, bars(closes));
  const events = (name: string): number[][] =>
    [...(structure[name] ?? [])].flatMap((value, row) => (value === 1 || value === -1 ? [[row, value]] : []));
  expect(events('breakOfStructure')).toEqual([
    [6, 1],
    [10, 1],
    [14, 1],
  ]);
  // The swing low at 16 (row 8) was followed by that at 21 (row 12), confirmed in row 14: it is the one that breaks.
  expect(events('changeOfCharacter')).toEqual([[16, -1]]);
  expect([...(structure['level'] ?? [])].slice(13)).toEqual([23, 26, 26, 21, 21]);
  expect([...(structure['bars'] ?? [])].slice(13)).toEqual([3, 0, 1, 0, 1]);
  expect([...(structure['trend'] ?? [])].slice(4)).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1]);
});

test('breaks equal a search through all swings and closes', () => {
  const columns = coarseBars('breaks', 3000);
  const close = column(columns, 'close');
  const found = directSwings(columns, 3, 2);
  let trend = 0;
  let level: number | null = null;
  const expected = Array.from(close, (price, row) => {
    const all = found.slice(0, row + 1).map((swings, at) => swings.map((swing) => ({ ...swing, at })));
    const last = {
      high: all.flat().findLast(({ kind }) => kind === 'high'),
      low: all.flat().findLast(({ kind }) => kind === 'low'),
    };
    // A swing is unbroken where no close since it was confirmed has gone beyond it.
    const before = (at: number): number[] => [...close.subarray(at, row)];
    const up =
      last.high !== undefined &&
      price > last.high.price &&
      before(last.high.at).every((each) => each <= (last.high?.price ?? 0));
    const down =
      last.low !== undefined &&
      price < last.low.price &&
      before(last.low.at).every((each) => each >= (last.low?.price ?? 0));
    const direction = up ? 1 : down ? -1 : 0;
    const changes = direction !== 0 && trend === -direction;
    if (direction !== 0) {
      trend = direction;
      level = (direction > 0 ? last.high?.price : last.low?.price) ?? null;
    }
    return { trend, level, changes: changes ? direction : 0, breaks: changes ? 0 : direction };
  });
  const ours = outputsOf('structure-breaks', { left: 3, right: 2 }, columns);
  const warm = <T>(value: T, row: number): T | null => (row < 5 ? null : value);
  expect(
    firstWrong(
      ours['trend'],
      expected.map((each, row) => warm(each.trend, row)),
    ),
  ).toEqual({ row: -1 });
  expect(
    firstWrong(
      ours['level'],
      expected.map((each) => each.level),
    ),
  ).toEqual({ row: -1 });
  expect(
    firstWrong(
      ours['changeOfCharacter'],
      expected.map((each, row) => warm(each.changes, row)),
    ),
  ).toEqual({ row: -1 });
  expect(
    firstWrong(
      ours['breakOfStructure'],
      expected.map((each, row) => warm(each.breaks, row)),
    ),
  ).toEqual({ row: -1 });
  expect(expected.filter(({ changes }) => changes !== 0).length).toBeGreaterThan(25);
  expect(expected.filter(({ breaks }) => breaks !== 0).length).toBeGreaterThan(25);
});
