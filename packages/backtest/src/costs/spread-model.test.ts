import { createRandom } from '@pipwright/kernel';
import { utcMs, type TickColumns } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { EURUSD, fitted, madeWeek, partAt, sliceTicks, ticksOf, WEEK } from './made-quotes.fixture.ts';
import { MinuteSpreads } from './minute-spreads.ts';
import { SpreadFitter } from './spread-fitter.ts';
import { hourFactorsOf, rangeRatio, SPREAD_CLASSES, SpreadClock, volatilityFactor } from './spread-model.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

describe('parts of the week', () => {
  test.each([
    ['Sunday 17:00', WEEK],
    ['Sunday 18:00', WEEK + HOUR_MS],
    ['19:00', WEEK + 2 * HOUR_MS],
    ['16:00', WEEK + DAY_MS - 6 * MINUTE_MS],
    ['16:55 to 17:15', WEEK + DAY_MS - 5 * MINUTE_MS],
    ['16:55 to 17:15', WEEK + DAY_MS + 14 * MINUTE_MS],
    ['17:00', WEEK + DAY_MS + 15 * MINUTE_MS],
    ['08:00', WEEK + 2 * DAY_MS + 15 * HOUR_MS],
    ['Friday 16:00', WEEK + 5 * DAY_MS - 1],
    ['Friday 16:00', WEEK + 5 * DAY_MS + HOUR_MS],
    ['Sunday 17:00', WEEK + 6.5 * DAY_MS],
  ])('%s', (name, time) => expect(partAt(time)).toBe(name));

  test('keep to the clocks of New York', () => {
    // 8:30 in winter and in summer.
    expect([partAt(utcMs(2024, 1, 10, 13, 30)), partAt(utcMs(2024, 7, 10, 12, 30))]).toEqual(['08:00', '08:00']);
    const clock = new SpreadClock();
    for (let time: number = utcMs(2024, 10, 31); time < utcMs(2024, 11, 6); time += 30 * MINUTE_MS) {
      expect(SPREAD_CLASSES[clock.classAt(time)]).toBe(partAt(time));
    }
  });
});

describe('minutes', () => {
  const start = WEEK + 2 * DAY_MS + 15 * HOUR_MS;
  const seen = (ticks: TickColumns) => {
    const minutes = new MinuteSpreads(EURUSD.tickSize);
    minutes.addTicks(ticks);
    const { length, spread, range } = minutes.finish();
    return Array.from({ length }, (_, index) => [Number(spread[index]!.toFixed(3)), Number(range[index]!.toFixed(3))]);
  };

  test('count the time that a quote stood, not how many there were', () => {
    // 10 points for 45 seconds; then a hundred ticks of 50 points within a second, and 20 for the rest.
    const burst = Array.from({ length: 100 }, (_, index) => [start + 45_000 + index * 10, 1.1, 50] as const);
    const rows = [
      [start, 1.1, 10] as const,
      ...burst,
      [start + 46_000, 1.1, 20] as const,
      [start + 60_000, 1.1, 10] as const,
    ];
    // (45 x 10 + 1 x 50 + 14 x 20) / 60; the last tick opens the next minute and stands for a millisecond.
    expect(seen(ticksOf(rows))).toEqual([
      [13, 25 - 5],
      [10, 0],
    ]);
  });

  test('let a quote stand for a minute and no longer', () => {
    const rows = [
      [start + 30_000, 1.1, 10],
      [start + 600_000, 1.1, 40],
    ] as const;
    expect(seen(ticksOf(rows)).map(([spread]) => spread)).toEqual([10, 10, 40]);
  });

  test('know the range of the mid price, from the price that stood at their start', () => {
    const rows = [
      [start, 1.1, 10],
      [start + 70_000, 1.102, 10],
      [start + 80_000, 1.099, 10],
    ] as const;
    expect(seen(ticksOf(rows)).map(([, range]) => range)).toEqual([0, 300]);
  });

  test('do not depend on how ticks are cut into parts; crossed quotes are left out', () => {
    const random = createRandom(5);
    let time = start;
    const rows = Array.from({ length: 3000 }, () => {
      time += Math.floor(random.next() * 4000);
      return [time, 1.1 + random.normal() * 0.0005, 8 + Math.floor(random.next() * 5)] as const;
    });
    const whole = seen(ticksOf(rows));
    const parts = new MinuteSpreads(EURUSD.tickSize);
    for (let from = 0; from < rows.length; from += 17) parts.addTicks(ticksOf(rows.slice(from, from + 17)));
    const { length, spread } = parts.finish();
    expect(Array.from({ length }, (_, index) => Number(spread[index]!.toFixed(3)))).toEqual(whole.map(([one]) => one));
    const crossed = rows.map((row, index) => (index % 50 === 7 ? ([row[0], row[1], -3] as const) : row));
    const without = rows.filter((_, index) => index % 50 !== 7);
    expect(seen(ticksOf(crossed))).toEqual(seen(ticksOf(without)));
  });
});

describe('a fit', () => {
  test('finds the spreads that were put in', () => {
    const model = fitted(madeWeek(0, 1));
    const spreadIn = (name: string): number => model.classes[SPREAD_CLASSES.indexOf(name)]!.spread;
    expect(spreadIn('08:00')).toBeCloseTo(10, 3);
    // Eighty minutes of 20 points outweigh thirty of the prior, the widest hour (10).
    expect(spreadIn('16:55 to 17:15')).toBeCloseTo((20 * 85 + 10 * 30) / 115, 0);
    expect(spreadIn('Sunday 17:00')).toBeCloseTo((60 * 60 + 10 * 30) / 90, 0);
    expect(model.volatility.exponent).toBeCloseTo(0, 2);
    expect(model).toMatchObject({ symbol: 'EURUSD', source: 'ticks', from: WEEK, minutes: 7200 });
  });

  test('finds that spreads follow the range', () => {
    // The range of a minute says only roughly how active it was: the exponent comes out smaller than it went in.
    const { exponent, normaliser } = fitted(madeWeek(0.5, 2)).volatility;
    expect(exponent).toBeGreaterThan(0.25);
    expect(exponent).toBeLessThan(0.5);
    expect(normaliser).toBeGreaterThan(0.7);
    expect(normaliser).toBeLessThan(1.1);
  });

  test('takes the whole week where a part of it has no quotes', () => {
    const all = madeWeek(0, 3);
    const tuesday = sliceTicks(all, 24 * 60 * 6, 48 * 60 * 6);
    const model = fitted(tuesday);
    const sunday = model.classes[SPREAD_CLASSES.indexOf('Sunday 17:00')]!;
    expect(sunday).toMatchObject({ minutes: 0, mean: null, quantiles: null });
    expect(sunday.spread).toBeCloseTo(10, 0);
    expect(model.classes.every(({ spread }) => spread > 0)).toBe(true);
  });

  test('is the same after a way through JSON', () => {
    const model = fitted(madeWeek(0.3, 4));
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('needs an hour of quotes', () => {
    const fitter = new SpreadFitter(EURUSD);
    fitter.addTicks(sliceTicks(madeWeek(0, 1), 0, 59 * 6));
    expect(() => fitter.fit()).toThrow(expect.objectContaining({ code: 'TOO_FEW_QUOTES' }));
  });
});

test('hours with wider spreads have larger factors, one on average', () => {
  const model = fitted(madeWeek(0, 1));
  const classes = model.classes.map((one, index) => (index === 17 ? { ...one, spread: one.spread * 3 } : one));
  const factors = hourFactorsOf({ ...model, classes });
  expect(factors).toHaveLength(24);
  expect(factors.reduce((sum, factor) => sum + factor, 0) / 24).toBeCloseTo(1, 12);
  expect(factors[17]! / factors[3]!).toBeCloseTo(3, 2);
});

test('ratios and factors stay within bounds', () => {
  expect([rangeRatio(0, 1e6), rangeRatio(1e6, 0), rangeRatio(5, 5)]).toEqual([1 / 8, 8, 1]);
  expect(volatilityFactor({ exponent: 0, normaliser: 1 }, 8)).toBe(1);
  expect(volatilityFactor({ exponent: 1, normaliser: 1 }, 8)).toBe(4);
  expect(volatilityFactor({ exponent: 1, normaliser: 1 }, 1 / 8)).toBe(0.5);
});
