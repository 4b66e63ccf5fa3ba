import { AskSource } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { madeResult, START } from './made-result.fixture.ts';
import { statisticsOf } from './statistics.ts';
import { VerdictKind, verdictOf } from './verdict.ts';

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

describe('verdict', () => {
  test('explains why nothing was traded', () => {
    const result = madeResult([10_000, 10_000]);
    const verdict = verdictOf(statisticsOf(result, ONE), result.decisions);
    expect(verdict.kind).toBe(VerdictKind.NoTrades);
    expect(verdict.reasons).toEqual([
      '60 of 100 candles gave no signal: probability-between-thresholds.',
      '40 of 40 signals were refused by the check spread.',
    ]);
  });

  /** Alternating gains and losses around a drift, over so many days, with enough trades. */
  const judged = (
    days: number,
    drift: number,
    trials: { count: number; sharpeVariance: number },
  ): ReturnType<typeof verdictOf> => {
    let value = 10_000;
    const statistics = statisticsOf(
      madeResult(Array.from({ length: days }, (_, day) => (value *= 1 + drift + (day % 2 === 0 ? 0.004 : -0.004)))),
      trials,
    );
    return verdictOf({ ...statistics, trades: { ...statistics.trades, count: 500 } });
  };

  test('says that there is no edge in a loss, and whose fault it is', () => {
    const verdict = judged(300, -0.0005, ONE);
    expect(verdict.kind).toBe(VerdictKind.NoEvidence);
    expect(verdict.headline).toBe('There is no evidence of an edge.');
    expect(verdict.reasons[0]).toMatch(/^It lost [\d,.]+ USD\.$/);
  });

  test('the same curve is evidence after one trial and none after ten thousand', () => {
    expect(judged(400, 0.0006, ONE).kind).toBe(VerdictKind.Evidence);
    const many = judged(400, 0.0006, { count: 10_000, sharpeVariance: 0.004 });
    expect(many.kind).toBe(VerdictKind.NoEvidence);
    expect(many.reasons.join(' ')).toContain('the best of 10000 variants without skill');
  });

  test('few trades prove nothing', () => {
    const statistics = statisticsOf(madeResult(Array.from({ length: 400 }, (_, day) => 10_000 + day * 3)), ONE);
    const verdict = verdictOf({ ...statistics, trades: { ...statistics.trades, count: 12 } });
    expect(verdict.reasons).toContain('There are only 12 trades; 100 are the least to judge by.');
  });

  test('names what weakens the conclusion', () => {
    const statistics = statisticsOf(madeResult([10_000, 6_000]), ONE);
    const verdict = verdictOf({
      ...statistics,
      askSource: AskSource.Assumed,
      ruleExitShare: 0.1,
      trades: { ...statistics.trades, count: 1 },
    });
    expect(verdict.cautions).toHaveLength(4);
  });
});
