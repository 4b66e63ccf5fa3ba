import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, coarseBars, column, directAtr, directSwings, firstWrong, outputsOf } from './structure.fixture.ts';

const RATIOS = { r236: 0.236, r382: 0.382, r500: 0.5, r618: 0.618, r650: 0.65, r786: 0.786 };

test('by hand: a leg from 100 to 200, its retracements, extensions and golden zone', () => {
  //              low 100        high 200   137 is 63% back
  const highs = [120, 110, 101, 150, 200, 180, 138, 200.5];
  const lows = [118, 108, 100, 140, 190, 170, 136, 137];
  const closes = [119, 109, 101, 145, 195, 175, 137, 150];
  const rows = highs.map(
    (high, row) => [closes[row], high, lows[row], closes[row]] as [number, number, number, number],
  );
  const levels = outputsOf('fibonacci-levels', { left: 1, right: 1 }, barsOf(rows));
  expect(levels['start']?.[4]).toBeNaN();
  expect(levels['start']?.[5]).toBe(100);
  expect(levels['end']?.[5]).toBe(200);
  expect(levels['r382']?.[5]).toBeCloseTo(161.8, 9);
  expect(levels['e1618']?.[5]).toBeCloseTo(261.8, 9);
  const place = outputsOf(
    'fibonacci-confluence',
    { left: 1, right: 1, legs: 2, tolerance: 0.1, atrPeriod: 1 },
    barsOf(rows),
  );
  expect(place['position']?.[6]).toBeCloseTo(0.63, 12);
  expect([...(place['golden'] ?? [])].slice(4)).toEqual([Number.NaN, 0, 1, 0]);
  // True range 39 in row 6: within 3.9 of 137 there is the level 138.2 of the leg alone.
  expect(place['confluence']?.[6]).toBe(1);
});

interface Leg {
  start: number;
  end: number;
}

/** Legs by their definition: alternating swings, each the furthest of its run; the legs known at each row. */
function directLegs(columns: ReturnType<typeof coarseBars>, left: number, right: number): Leg[][] {
  const turns: { kind: string; price: number }[] = [];
  return directSwings(columns, left, right).map((found) => {
    const last = turns.at(-1);
    const ordered = last?.kind === 'low' ? found.toReversed() : found;
    for (const { kind, price } of ordered) {
      const end = turns.at(-1);
      if (end?.kind !== kind) turns.push({ kind, price });
      else if (kind === 'high' ? price > end.price : price < end.price) end.price = price;
    }
    return turns.slice(1).map((turn, at) => ({ start: turns[at]?.price as number, end: turn.price }));
  });
}

test.each(['fine', 'coarse'])('levels, position and confluence equal a look at all legs so far (%s prices)', (grid) => {
  const columns = grid === 'fine' ? randomColumns('legs', 2500) : coarseBars('legs', 2500);
  const close = column(columns, 'close');
  const legs = directLegs(columns, 2, 3);
  const levels = outputsOf('fibonacci-levels', { left: 2, right: 3 }, columns);
  expect(
    firstWrong(
      levels['start'],
      legs.map((all) => all.at(-1)?.start ?? null),
    ),
  ).toEqual({ row: -1 });
  expect(
    firstWrong(
      levels['end'],
      legs.map((all) => all.at(-1)?.end ?? null),
    ),
  ).toEqual({ row: -1 });
  for (const [name, ratio] of Object.entries(RATIOS)) {
    const expected = legs.map((all) => all.slice(-1).map(({ start, end }) => end - ratio * (end - start))[0] ?? null);
    expect({ name, ...firstWrong(levels[name], expected) }).toEqual({ name, row: -1 });
  }
  const place = outputsOf(
    'fibonacci-confluence',
    { left: 2, right: 3, legs: 4, tolerance: 0.3, atrPeriod: 10 },
    columns,
  );
  const atr = directAtr(columns, 10);
  const counted = [0.236, 0.382, 0.5, 0.618, 0.786];
  const confluence = legs.map((all, row) => {
    const reach = atr[row] ?? null;
    if (reach === null || all.length === 0) return null;
    const prices = all
      .slice(-4)
      .flatMap(({ start, end }) => [
        ...counted.map((ratio) => end - ratio * (end - start)),
        ...[1.272, 1.618].map((ratio) => start + ratio * (end - start)),
      ]);
    return prices.filter((price) => Math.abs(price - (close[row] as number)) <= 0.3 * reach).length;
  });
  expect(firstWrong(place['confluence'], confluence)).toEqual({ row: -1 });
  expect(Math.max(...confluence.map(Number))).toBeGreaterThan(4);
  const position = legs.map((all, row) => {
    const leg = all.at(-1);
    if (leg === undefined) return null;
    return leg.end === leg.start ? 0 : (leg.end - (close[row] as number)) / (leg.end - leg.start);
  });
  expect(firstWrong(place['position'], position)).toEqual({ row: -1 });
  const golden = position.map((share) => share && (share >= 0.618 && share <= 0.65 ? 1 : 0));
  expect(firstWrong(place['golden'], golden)).toEqual({ row: -1 });
  expect(golden.filter((value) => value === 1).length).toBeGreaterThan(grid === 'fine' ? 10 : -1);
});
