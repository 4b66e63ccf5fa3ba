import { describe, expect, test } from 'vitest';
import { StateMemory } from '../contract/state-memory.ts';
import { SWING_HIGH, SWING_LOW, SwingStep } from './swing-step.ts';
import { barsOf, coarseBars, column, directSwings, firstWrong, isPeak, outputsOf } from './structure.fixture.ts';

const SPANS = [
  [1, 1],
  [2, 2],
  [5, 5],
  [1, 7],
  [7, 1],
  [3, 16],
  [16, 3],
  [15, 15],
] as const;

describe.each(SPANS)('peaks with %i on the left and %i on the right', (left, right) => {
  test.each([false, true])('equal their definition, with ties (strict: %s)', (strict) => {
    const columns = coarseBars('peaks', 6000);
    const [highs, lows] = [column(columns, 'high'), column(columns, 'low')];
    const negated = lows.map((low) => -low);
    const swings = new SwingStep(new StateMemory(), left, right, strict);
    let peaks = 0;
    const wrong = highs.findIndex((_, row) => {
      swings.run({ high: highs, low: lows }, row, row + 1);
      const found = swings.found(0);
      const bar = row - right;
      const high = isPeak(highs.subarray(0, row + 1), bar, left, right, strict);
      const low = isPeak(negated.subarray(0, row + 1), bar, left, right, strict);
      if (high) peaks++;
      if (found !== (high ? SWING_HIGH : 0) + (low ? SWING_LOW : 0)) return true;
      return (high && swings.high !== highs[bar]) || (low && swings.low !== lows[bar]);
    });
    expect(wrong).toBe(-1);
    expect(peaks).toBeGreaterThan(20);
  });
});

test('swings by hand: confirmed two bars later, then compared', () => {
  const highs = [5, 6, 9, 7, 6, 7, 8, 11, 9, 8, 7, 9, 10, 8, 7];
  const bars = barsOf(highs.map((high) => [high - 1, high, high - 2, high - 1]));
  const swings = outputsOf('swing-points', { left: 2, right: 2 }, bars);
  const none = Number.NaN;
  expect([...(swings['high'] ?? [])]).toEqual([none, none, none, none, 9, 9, 9, 9, 9, 11, 11, 11, 11, 11, 10]);
  expect([...(swings['highBars'] ?? [])]).toEqual([none, none, none, none, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 2]);
  expect([...(swings['highClass'] ?? [])].slice(8)).toEqual([none, 1, 1, 1, 1, 1, -1]);
  expect([...(swings['low'] ?? [])].slice(5)).toEqual([none, 4, 4, 4, 4, 4, 4, 5, 5, 5]);
  expect([...(swings['trend'] ?? [])].slice(10)).toEqual([none, none, 1, 1, 0]);
});

test('the last of equal highs is the swing, and no fractal', () => {
  const highs = [5, 6, 9, 9, 6, 5, 5, 5];
  const bars = barsOf(highs.map((high) => [high - 1, high, high - 2, high - 1]));
  expect(outputsOf('swing-points', { left: 2, right: 2 }, bars)['highBars']?.[5]).toBe(2);
  expect(outputsOf('fractals', {}, bars)['high']?.every((value) => Number.isNaN(value))).toBe(true);
});

test('swing points and the structure score equal a look at all swings so far', () => {
  const bars = coarseBars('swing points', 2000);
  const found = directSwings(bars, 3, 2);
  const ours = outputsOf('swing-points', { left: 3, right: 2 }, bars);
  const score = outputsOf('structure-score', { left: 3, right: 2, count: 5 }, bars);
  for (const kind of ['high', 'low'] as const) {
    const so = found.map((_, row) =>
      found
        .slice(0, row + 1)
        .flat()
        .filter((swing) => swing.kind === kind),
    );
    expect(
      firstWrong(
        ours[kind],
        so.map((all) => all.at(-1)?.price ?? null),
      ),
    ).toEqual({ row: -1 });
    const since = so.map((all, row) => (all.length === 0 ? null : row - (all.at(-1)?.bar as number)));
    expect(firstWrong(ours[`${kind}Bars`], since)).toEqual({ row: -1 });
    const classes = so.map((all) =>
      all.length < 2 ? null : Math.sign((all.at(-1)?.price as number) - (all.at(-2)?.price as number)),
    );
    expect(firstWrong(ours[`${kind}Class`], classes)).toEqual({ row: -1 });
  }
  const last = { high: Number.NaN, low: Number.NaN };
  const signs = found.flat().map(({ kind, price }) => {
    const sign = Math.sign(price - last[kind]);
    last[kind] = price;
    return sign;
  });
  const compared = signs.filter((sign) => !Number.isNaN(sign)).slice(-5);
  expect(score['score']?.at(-1)).toBeCloseTo(compared.reduce((sum, sign) => sum + sign, 0) / 5, 12);
});
