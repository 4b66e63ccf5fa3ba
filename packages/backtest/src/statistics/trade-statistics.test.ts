import {
  ExitReason,
  Side,
  utcMs,
  type Fraction,
  type Lots,
  type MinorUnits,
  type Price,
  type SymbolName,
  type Trade,
} from '@pipwright/model';
import { expect, test } from 'vitest';
import { exposureOf, groupTrades, tradeStatistics } from './trade-statistics.ts';

const HOUR_MS = 3_600_000;
const MONDAY = utcMs(2019, 2, 4, 8);

function trade(net: number, fromHour: number, hours: number, side: Side = Side.Buy): Trade {
  const minor = (value: number): MinorUnits => value as MinorUnits;
  return {
    id: `${fromHour}`,
    positionId: `${fromHour}`,
    remainingVolume: 0 as Lots,
    symbol: 'EURUSD' as SymbolName,
    side,
    volume: 0.5 as Lots,
    openTime: (MONDAY + fromHour * HOUR_MS) as Trade['openTime'],
    closeTime: (MONDAY + (fromHour + hours) * HOUR_MS) as Trade['closeTime'],
    openPrice: 1.1 as Price,
    closePrice: 1.1 as Price,
    exitReason: net > 0 ? ExitReason.TakeProfit : ExitReason.StopLoss,
    probability: 0.5 as Fraction,
    split: {
      price: minor(net),
      spread: minor(0),
      slippage: minor(0),
      commission: minor(0),
      swap: minor(0),
      net: minor(net),
    },
    maximumAdverse: minor(-20),
    maximumFavourable: minor(40),
  };
}

const trades = [trade(300, 0, 2), trade(-100, 1, 2), trade(-50, 24, 1, Side.Sell), trade(0, 30, 1), trade(-50, 40, 4)];

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
    longestLosingRun: 2,
    averageHoldingHours: 2,
    averageAdverse: -20,
    averageFavourable: 40,
    volume: 2.5,
  });
});

test('nothing is said about what is not there', () => {
  expect(tradeStatistics([])).toMatchObject({ winRate: null, profitFactor: null, expectancy: null, averageWin: null });
  expect(tradeStatistics([trade(10, 0, 1)])).toMatchObject({ profitFactor: null, averageLoss: null });
});

test('exposure counts time with overlapping positions once', () => {
  // 3 hours from the first two, then 1, 1 and 4, of 90.
  expect(exposureOf(trades, MONDAY, MONDAY + 90 * HOUR_MS)).toBeCloseTo(9 / 90, 12);
  expect(exposureOf(trades, MONDAY, MONDAY)).toBeNull();
});

test('groups are in calendar order and sum to the whole', () => {
  expect(groupTrades(trades, 'weekday').map((group) => group.key)).toEqual(['Monday', 'Tuesday', 'Wednesday']);
  expect(groupTrades(trades, 'side')).toEqual([
    { key: 'buy', trades: 4, net: 150, winRate: 0.25 },
    { key: 'sell', trades: 1, net: -50, winRate: 0 },
  ]);
  for (const name of ['month', 'weekday', 'hour', 'side', 'exitReason'] as const) {
    expect(groupTrades(trades, name).reduce((net, group) => net + group.net, 0)).toBe(100);
  }
});
