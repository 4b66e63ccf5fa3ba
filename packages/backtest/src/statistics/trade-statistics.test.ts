import { Side } from '@pipwright/model';
import { expect, test } from 'vitest';
import { madeTrade, MONDAY } from './made-trades.fixture.ts';
import { exposureOf, tradeStatistics } from './trade-statistics.ts';

const trades = [
  madeTrade(300, 0, 2),
  madeTrade(-100, 1, 2),
  madeTrade(-50, 24, 1, Side.Sell),
  madeTrade(0, 30, 1),
  madeTrade(-50, 40, 4),
];

test('figures over trades', () => {
  expect(tradeStatistics(trades)).toEqual({
    count: 5,
    wins: 1,
    losses: 3,
    winRate: 0.2,
    grossProfit: 300,
    grossLoss: -200,
    profitFactor: 1.5,
    expectancy: 20,
    averageWin: 300,
    averageLoss: -200 / 3,
    payoffRatio: 4.5,
    expectancyRatio: 0.3,
    systemQuality: null,
    longestWinningRun: 1,
    longestLosingRun: 2,
    averageHoldingHours: 2,
    averageAdverse: -20,
    averageFavourable: 40,
    volume: 2.5,
  });
});

test('nothing is said about what is not there', () => {
  expect(tradeStatistics([])).toMatchObject({ winRate: null, profitFactor: null, expectancy: null, averageWin: null });
  expect(tradeStatistics([madeTrade(10, 0, 1)])).toMatchObject({ profitFactor: null, averageLoss: null });
});

test('exposure counts time with overlapping positions once', () => {
  // 3 hours from the first two, then 1, 1 and 4, of 90.
  expect(exposureOf(trades, MONDAY, MONDAY + 90 * 3_600_000)).toBeCloseTo(9 / 90, 12);
  expect(exposureOf(trades, MONDAY, MONDAY)).toBeNull();
});

test('the quality number is the mean in standard errors', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, -5].map((net, hour) => madeTrade(net, hour, 1));
  // Mean 4; the squares of the distances from it sum to 150.
  expect(tradeStatistics(ten).systemQuality).toBeCloseTo((Math.sqrt(10) * 4) / Math.sqrt(150 / 9), 12);
  expect(tradeStatistics(ten)).toMatchObject({ longestWinningRun: 9, longestLosingRun: 1 });
  expect(tradeStatistics(ten.map((_, hour) => madeTrade(5, hour, 1))).systemQuality).toBeNull();
});
