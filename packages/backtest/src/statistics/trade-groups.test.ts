import { AskSource, Side, utcMs, type EpochMs, type SymbolName, type Trade } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { madeTrade, MONDAY } from './made-trades.fixture.ts';
import { marketRegimes, regimesAt, type MarketRegimes } from './market-regimes.ts';
import { marketSessionAt, SESSION_NAMES } from './market-sessions.ts';
import { groupTrades, TRADE_GROUP_NAMES } from './trade-groups.ts';

const trades = [
  madeTrade(300, 0, 2),
  madeTrade(-100, 1, 2),
  madeTrade(-50, 24, 1, Side.Sell),
  madeTrade(0, 30, 1),
  madeTrade(-50, 40, 4),
];

test('groups are in calendar order and sum to the whole', () => {
  expect(groupTrades(trades, 'weekday').map((group) => group.key)).toEqual(['Monday', 'Tuesday', 'Wednesday']);
  expect(groupTrades(trades, 'side')).toEqual([
    { key: 'buy', trades: 4, net: 150, winRate: 0.25 },
    { key: 'sell', trades: 1, net: -50, winRate: 0 },
  ]);
  for (const name of TRADE_GROUP_NAMES.filter((each) => each !== 'volatility' && each !== 'trend')) {
    expect(groupTrades(trades, name).reduce((net, group) => net + group.net, 0)).toBe(100);
  }
});

test('by symbol, the one with more trades first', () => {
  const other: Trade = { ...trades[0]!, symbol: 'USDJPY' as SymbolName };
  expect(groupTrades([other, ...trades], 'symbol').map(({ key }) => key)).toEqual(['EURUSD', 'USDJPY']);
});

describe('sessions by the clocks of their cities', () => {
  // London and New York change their clocks on different Sundays; Sydney goes the other way; Tokyo never changes.
  test.each([
    ['winter: London opens at 8:00 UTC, and Tokyo works for another hour', utcMs(2019, 2, 4, 8, 30), 'Tokyo + London'],
    ['winter: New York opens at 13:00 UTC', utcMs(2019, 2, 4, 13), 'London + New York'],
    ['a minute before', utcMs(2019, 2, 4, 12, 59), 'London'],
    [
      'America has summer time and London has not: New York opens at 12:00 UTC',
      utcMs(2019, 3, 12, 12),
      'London + New York',
    ],
    ['summer: London closes at 16:00 UTC', utcMs(2019, 7, 2, 16), 'New York'],
    [
      'summer: Sydney opens at 22:00 UTC, an hour after New York has closed',
      utcMs(2019, 7, 2, 21, 30),
      'between sessions',
    ],
    ['winter: Sydney opens at 21:00 UTC, before New York closes', utcMs(2019, 2, 4, 21, 30), 'Sydney + New York'],
    ['Monday morning in Sydney is Sunday in New York', utcMs(2019, 2, 3, 22), 'Sydney'],
    ['Tokyo opens at midnight UTC', utcMs(2019, 2, 5, 0), 'Sydney + Tokyo'],
    ['Friday evening', utcMs(2019, 2, 8, 21, 30), 'New York'],
  ])('%s', (_, time, name) => {
    expect(marketSessionAt(time)).toBe(name);
    expect(SESSION_NAMES).toContain(name);
  });

  test('every hour of two years has a name that has its place', () => {
    for (let time = utcMs(2019, 1, 1); time < utcMs(2021, 1, 1); time = (time + 3_600_000) as EpochMs) {
      expect(SESSION_NAMES).toContain(marketSessionAt(time));
    }
  });
});

describe('regimes', () => {
  /** Daily candles whose logarithm moves by the given steps, from a Sunday 17:00 New York in winter on. */
  function regimesOf(steps: readonly number[]): MarketRegimes {
    let level = 0;
    const close = Float64Array.from(steps, (step) => Math.exp((level += step)));
    const time = Float64Array.from(steps, (_, day) => START + day * DAY_MS);
    const candles = { length: steps.length, time, open: close, high: close, low: close, close };
    const columns = { ...candles, askOpen: close, askHigh: close, askLow: close, askClose: close, volume: close };
    return marketRegimes({ symbol: EURUSD, timeframe: 'D1', askSource: AskSource.Quoted, candles: columns });
  }
  const EURUSD = 'EURUSD' as SymbolName;
  const DAY_MS = 86_400_000;
  const START = utcMs(2019, 1, 6, 22);
  // Two months up and down by 1 %; a month by 3 %; a month straight up.
  const steps = [
    ...Array.from({ length: 80 }, (_, day) => (day % 2 === 0 ? 0.01 : -0.01) * (1 + (day % 7) / 100)),
    ...Array.from({ length: 30 }, (_, day) => (day % 2 === 0 ? 0.03 : -0.03)),
    ...Array.from({ length: 30 }, () => 0.002),
  ];
  const regimes = regimesOf(steps);
  const at = (day: number): { volatility: string; trend: string } =>
    regimesAt(regimes, (START + (day + 1) * DAY_MS) as EpochMs);

  test('are not known before there are twenty days and forty to compare with', () => {
    expect(at(59)).toEqual({ volatility: 'not known yet', trend: 'not known yet' });
    expect(at(60).volatility).not.toBe('not known yet');
    expect(regimesAt(regimes, START)).toEqual({ volatility: 'not known yet', trend: 'not known yet' });
  });

  test('say what the days before were like', () => {
    expect(at(100).volatility).toBe('volatile');
    expect(at(135)).toEqual({ volatility: 'quiet', trend: 'trending' });
  });

  test('do not know the day that has not ended', () => {
    const before = { ...regimes, volatility: regimes.volatility.map((value, day) => (day > 90 ? 3 : value)) };
    for (const hour of [0, 1, 23]) {
      const time = (START + 91 * DAY_MS + hour * 3_600_000) as EpochMs;
      expect(regimesAt(before, time)).toEqual(regimesAt(regimes, time));
    }
    const longer = regimesOf([...steps, 0.5]);
    expect(longer.volatility.subarray(0, steps.length)).toEqual(regimes.volatility);
    expect(longer.trend.subarray(0, steps.length)).toEqual(regimes.trend);
  });

  test('group trades of the symbols that they are given for', () => {
    expect(groupTrades(trades, 'trend')).toEqual([]);
    const rows = groupTrades(trades, 'trend', new Map([[EURUSD, regimes]]));
    expect(rows).toEqual([{ key: 'not known yet', trades: 5, net: 100, winRate: 0.2 }]);
    const later = groupTrades([madeTrade(10, 24 * 100, 1)], 'volatility', new Map([[EURUSD, regimes]]));
    expect(MONDAY + 100 * DAY_MS).toBeLessThan(regimes.knownFrom.at(-1)!);
    expect(later[0]!.key).not.toBe('not known yet');
  });
});
