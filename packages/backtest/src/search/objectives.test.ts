import { minorUnits } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { madeOutcome } from './made-trials.fixture.ts';
import { OBJECTIVE_NAMES, objectiveNamed, scoreOf } from './objectives.ts';

// Mean 0.00275, sample deviation 0.006238…, downside √(0.005² / 4) = 0.0025.
const outcome = madeOutcome();
const named = (name: string) => objectiveNamed(name, { trials: 100 });

describe('objectives', () => {
  test.each([
    ['net-profit', 5000],
    ['sharpe', (0.00275 / Math.sqrt(0.000_114_75 / 3)) * Math.sqrt(252)],
    ['sortino', (0.00275 / 0.0025) * Math.sqrt(252)],
    ['calmar', ((1.01 * 0.995 * 1.002 * 1.004) ** (252 / 4) - 1) / 0.05],
    ['profit-factor', 9000 / 4000],
    ['expectancy', 50],
  ])('%s by hand', (name, expected) => {
    expect(named(name).score(outcome)).toBeCloseTo(expected, 9);
  });

  test('the deflated Sharpe ratio falls as more is tried', () => {
    const dailyReturns = Float64Array.from({ length: 500 }, (_, day) => (day % 2 === 0 ? 0.006 : -0.005));
    const score = (trials: number) =>
      objectiveNamed('deflated-sharpe', { trials }).score(madeOutcome({ dailyReturns }))!;
    expect(score(1)).toBeGreaterThan(0.95);
    expect(score(10)).toBeLessThan(score(1));
    expect(score(10_000)).toBeLessThan(score(10));
    expect(score(10_000)).toBeGreaterThan(0);
  });

  test('have no score where they are undefined', () => {
    const flat = madeOutcome({
      dailyReturns: new Float64Array(5),
      drawdown: 0,
      grossProfit: 0,
      grossLoss: 0,
      trades: 0,
    });
    const undefinedOnes = OBJECTIVE_NAMES.filter((name) => named(name).score(flat) === null);
    expect(undefinedOnes).toEqual(OBJECTIVE_NAMES.filter((name) => name !== 'net-profit'));
  });

  test('a profit factor without losses is no infinity', () => {
    expect(named('profit-factor').score(madeOutcome({ grossLoss: -1 }))).toBe(100);
    expect(named('profit-factor').score(madeOutcome({ grossLoss: 0 }))).toBe(100);
  });

  test('ask for enough trades, fewer on a part of the range', () => {
    const few = madeOutcome({ trades: 9 });
    expect(scoreOf(named('sharpe'), few)).toBeNull();
    expect(scoreOf(named('sharpe'), few, 0.9)).not.toBeNull();
    expect(scoreOf(named('expectancy'), madeOutcome({ trades: 29 }))).toBeNull();
    expect(scoreOf(objectiveNamed('sharpe', { trials: 1, leastTrades: 0 }), madeOutcome({ trades: 0 }))).not.toBeNull();
  });

  test('a lost account has a return of -100 % and no root of it', () => {
    const lost = madeOutcome({ dailyReturns: Float64Array.of(-0.5, -1, 0), drawdown: 1, net: minorUnits(-1_000_000) });
    expect(named('calmar').score(lost)).toBe(-1);
  });

  test('those that do not exist are named', () => {
    expect(() => named('sharp')).toThrow('There is no objective sharp.');
    expect(() => objectiveNamed('sharpe', { trials: 1, leastTrades: -1 })).toThrow(
      expect.objectContaining({ code: 'SEARCH_SETTING' }),
    );
  });
});
