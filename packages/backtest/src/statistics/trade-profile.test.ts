import type { MinorUnits, Trade } from '@pipwright/model';
import { expect, test } from 'vitest';
import { madeTrade } from './made-trades.fixture.ts';
import { excursionStatistics, holdingStatistics } from './trade-profile.ts';

/** Twenty trades that win 30 after having been 10 down and 60 up, and ten that lose 20 after 40 down and 5 up. */
const trades: Trade[] = Array.from({ length: 30 }, (_, index) => {
  const won = index % 3 !== 0;
  const trade = madeTrade(won ? 30 : -20, index * 10, won ? 4 : 1);
  const minor = (value: number): MinorUnits => value as MinorUnits;
  return { ...trade, maximumAdverse: minor(won ? -10 : -40), maximumFavourable: minor(won ? 60 : 5) };
});

test('excursions', () => {
  expect(excursionStatistics(trades)).toEqual({
    edgeRatio: (20 * 60 + 10 * 5) / (20 * 10 + 10 * 40),
    winnersAdverse: { median: 10, p95: 10 },
    losersFavourable: { median: 5, p95: 5 },
    exitEfficiency: 0.5,
  });
});

test('few trades say nothing about ratios', () => {
  const nothing = { edgeRatio: null, winnersAdverse: null, losersFavourable: null, exitEfficiency: null };
  expect(excursionStatistics(trades.slice(0, 9))).toEqual(nothing);
  expect(excursionStatistics([])).toEqual(nothing);
});

test('holding times', () => {
  expect(holdingStatistics(trades)).toEqual({ median: 4, p5: 1, p95: 4, longest: 4, winners: 4, losers: 1 });
  expect(holdingStatistics([])).toBeNull();
  expect(holdingStatistics(trades.slice(1, 3))).toMatchObject({ winners: 4, losers: null });
});
