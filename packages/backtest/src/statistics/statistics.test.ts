import { describe, expect, test } from 'vitest';
import { madeResult, START } from './made-result.fixture.ts';
import { statisticsOf } from './statistics.ts';

const HOUR_MS = 3_600_000;
const ONE = { count: 1, sharpeVariance: 0 };

describe('statistics of a curve', () => {
  test('a sample that is too small says nothing', () => {
    const statistics = statisticsOf(madeResult([10_010, 10_020, 10_015]), ONE);
    expect(statistics).toMatchObject({
      sharpe: null,
      sortino: null,
      volatility: null,
      cagr: null,
      evidence: null,
      ulcerIndex: null,
      tailRatio: null,
      kRatio: null,
      rollingSharpe: null,
    });
    expect(statistics.tradingDays).toBe(3);
    expect(statistics.returnFraction).toBeCloseTo(0.0015, 12);
  });

  test('one year of steady growth', () => {
    const statistics = statisticsOf(
      madeResult(Array.from({ length: 261 }, (_, day) => 10_000 * 1.0004 ** (day + 1))),
      ONE,
    );
    expect(statistics.tradingDays).toBe(261);
    expect(statistics.cagr).toBeCloseTo(1.0004 ** (261 / statistics.years) - 1, 4);
    expect(statistics.drawdown.equity).toMatchObject({ absolute: 0, fraction: 0 });
    expect(statistics.calmar).toBeNull();
    expect(statistics.months[0]).toMatchObject({ month: '2019-01' });
    expect(statistics.months.reduce((sum, month) => sum + month.net, 0)).toBeCloseTo(statistics.netProfit, 0);
  });

  test('years have their own figures, from where the year before ended', () => {
    let level = 10_000;
    const statistics = statisticsOf(
      madeResult(Array.from({ length: 300 }, (_, day) => (level *= day % 2 === 0 ? 1.01 : 0.995))),
      ONE,
    );
    const [first, second] = statistics.yearRows;
    expect(statistics.yearRows.map(({ year }) => year)).toEqual([2019, 2020]);
    expect(first!.tradingDays + second!.tradingDays).toBe(300);
    expect(first!.net + second!.net).toBeCloseTo(statistics.netProfit, 0);
    expect((1 + first!.returnFraction) * (1 + second!.returnFraction)).toBeCloseTo(1 + statistics.returnFraction, 5);
    expect(first!.sharpe).toBeGreaterThan(3);
    expect(first!.drawdownFraction).toBeCloseTo(0.005, 5);
    expect(statistics.drawdowns.equity).toHaveLength(5);
    expect(statistics.rollingSharpe!.sharpe).toHaveLength(300 - 125);
    expect(statistics).toMatchObject({ ruin: null, holding: null, distribution: { trades: null } });
    expect(statistics.distribution.daily!.counts.reduce((sum, count) => sum + count, 0)).toBe(300);
  });

  test('candles inside a day do not add returns, and the weekend belongs to Monday', () => {
    const hourly = madeResult([10_000]);
    const times = Float64Array.from({ length: 24 * 7 }, (_, hour) => START + (hour + 1) * HOUR_MS);
    const equity = Float64Array.from({ length: 24 * 7 }, (_, hour) => 1_000_000 + hour);
    const statistics = statisticsOf({ ...hourly, equity: { time: times, balance: equity, equity } }, ONE);
    expect(statistics.tradingDays).toBe(5);
  });
});
