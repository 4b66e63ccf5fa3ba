import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, column, directAtr, directSwings, firstWrong, outputsOf } from './structure.fixture.ts';

test('by hand: two swing highs near each other are one level with two touches', () => {
  const peaks = [10, 12, 20, 12, 10, 12, 20.5, 12, 10, 12, 14, 12];
  const levels = outputsOf(
    'support-resistance',
    { left: 2, right: 2, tolerance: 0.5, halfLife: 4, atrPeriod: 1 },
    barsOf(peaks.map((peak) => [peak - 1, peak, peak - 2, peak - 1])),
  );
  expect(levels['resistance']?.[7]).toBe(20);
  expect(levels['resistanceTouches']?.[8]).toBe(2);
  // The first touch, four bars old, counts half: (20 * 0.5 + 20.5) / 1.5.
  expect(levels['resistance']?.[8]).toBeCloseTo(20 + 1 / 3, 12);
  expect(levels['resistanceStrength']?.[8]).toBeCloseTo(1.5, 12);
  expect(levels['resistanceStrength']?.[10]).toBeCloseTo(1.5 * Math.SQRT1_2, 12);
  expect(levels['support']?.[9]).toBe(8);
});

interface Level {
  price: number;
  /** Rows at which it was touched. */
  touches: number[];
}

test('levels equal lists of touches, each weighed anew in every row', () => {
  const columns = randomColumns('levels', 4000);
  const close = column(columns, 'close');
  const parameters = { left: 2, right: 2, tolerance: 0.3, halfLife: 120, atrPeriod: 14 };
  const found = directSwings(columns, 2, 2);
  const atr = directAtr(columns, 14);
  let levels: Level[] = [];
  const strength = ({ touches }: Level, row: number): number =>
    touches.reduce((sum, touch) => sum + 2 ** (-(row - touch) / parameters.halfLife), 0);
  const joined = (a: Level, b: Level, row: number): Level => {
    const [x, y] = [strength(a, row), strength(b, row)];
    return { price: (a.price * x + b.price * y) / (x + y), touches: [...a.touches, ...b.touches] };
  };
  const touch = (price: number, row: number, tolerance: number): void => {
    const nearest = levels.toSorted((a, b) => Math.abs(a.price - price) - Math.abs(b.price - price))[0];
    const one = { price, touches: [row] };
    if (nearest === undefined || Math.abs(nearest.price - price) > tolerance) {
      if (levels.length === 16) {
        const weakest = levels.toSorted((a, b) => strength(a, row) - strength(b, row))[0];
        levels = levels.filter((level) => level !== weakest);
      }
      levels = [...levels, one].toSorted((a, b) => a.price - b.price);
      return;
    }
    let at = levels.indexOf(nearest);
    levels[at] = joined(nearest, one, row);
    const isNear = (lower: number): boolean =>
      lower >= 0 &&
      lower + 1 < levels.length &&
      (levels[lower + 1]?.price ?? 0) - (levels[lower]?.price ?? 0) <= tolerance;
    if (isNear(at)) levels.splice(at, 2, joined(levels[at] as Level, levels[at + 1] as Level, row));
    at--;
    if (isNear(at)) levels.splice(at, 2, joined(levels[at] as Level, levels[at + 1] as Level, row));
  };
  const rows = Array.from(close, (price, row) => {
    const reach = atr[row] ?? null;
    if (reach !== null) for (const swing of found[row] ?? []) touch(swing.price, row, parameters.tolerance * reach);
    const sides = [levels.findLast((level) => level.price <= price), levels.find((level) => level.price > price)];
    return sides.flatMap((level) =>
      level === undefined ? [null, null, null] : [level.price, strength(level, row), level.touches.length],
    );
  });
  const ours = outputsOf('support-resistance', parameters, columns);
  const names = [
    'support',
    'supportStrength',
    'supportTouches',
    'resistance',
    'resistanceStrength',
    'resistanceTouches',
  ];
  names.forEach((name, index) => {
    const expected = rows.map((row) => row[index] as number | null);
    expect({ name, ...firstWrong(ours[name], expected) }).toEqual({ name, row: -1 });
  });
  expect(Math.max(...rows.map((row) => row[2] ?? 0))).toBeGreaterThan(3);
});

test('touches long ago fade away, and the unit in which they are kept does not run out', () => {
  const length = 20_000;
  const columns = randomColumns('long ago', length);
  const levels = outputsOf('support-resistance', { left: 2, right: 2, halfLife: 3 }, columns);
  const strengths = [...(levels['supportStrength'] ?? [])].filter((value) => !Number.isNaN(value));
  expect(strengths.length).toBeGreaterThan(length / 2);
  expect(Math.max(...strengths)).toBeLessThan(4);
  expect(Math.min(...strengths)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...strengths.slice(-500))).toBeGreaterThan(0.5);
});
