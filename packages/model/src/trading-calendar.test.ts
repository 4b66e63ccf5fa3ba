import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoTime, utcDate, utcMs, zoneOffsetMs } from './time-zone.ts';
import {
  isInTradingWeek,
  isMarketHoliday,
  NEW_YORK,
  nextTradingTime,
  rolloversBetween,
  TRADING_WEEK_MS,
  tradingDayOpen,
  tradingWeekday,
  tradingWeekOpen,
} from './trading-calendar.ts';
import type { EpochMs } from './units.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Sundays on which the United States change their clocks: the law of 1987 up to 2006, the law of 2007 since. */
function changeSundays(year: number): { spring: number; autumn: number } {
  const sunday = (month: number, from: number): number => {
    const first = utcMs(year, month, from);
    return from + ((7 - utcDate(first).weekday) % 7);
  };
  return year < 2007
    ? { spring: utcMs(year, 4, sunday(4, 1)), autumn: utcMs(year, 10, sunday(10, 25)) }
    : { spring: utcMs(year, 3, sunday(3, 8)), autumn: utcMs(year, 11, sunday(11, 1)) };
}

interface ClockChange {
  readonly name: string;
  /** Friday 17:00 New York before the change, computed from the law and not from a time-zone table. */
  readonly close: number;
  /** Sunday 17:00 New York after it. */
  readonly open: number;
}

const CHANGES: ClockChange[] = Array.from({ length: 26 }, (_, index) => 2005 + index).flatMap((year) => {
  const { spring, autumn } = changeSundays(year);
  return [
    { name: `spring ${year}`, close: spring - 2 * DAY_MS + 22 * HOUR_MS, open: spring + 21 * HOUR_MS },
    { name: `autumn ${year}`, close: autumn - 2 * DAY_MS + 21 * HOUR_MS, open: autumn + 22 * HOUR_MS },
  ];
});

const at = (time: number): EpochMs => time as EpochMs;
const inWeek = (time: number): boolean => isInTradingWeek(at(time));

describe.each(CHANGES)('around the change of clocks in $name', ({ close, open }) => {
  const weekBefore = close - TRADING_WEEK_MS;

  test('the weekend lasts from Friday 17:00 to Sunday 17:00 New York', () => {
    expect([close - 1, close, open - 1, open].map(inWeek)).toEqual([true, false, false, true]);
    expect([weekBefore - 1, weekBefore, open + TRADING_WEEK_MS - 1, open + TRADING_WEEK_MS].map(inWeek)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('every moment knows its day, week and next trading time', () => {
    for (let time = weekBefore; time < open + TRADING_WEEK_MS; time += 30 * MINUTE_MS) {
      const weekOpen = time < open ? weekBefore : open;
      const trading = time < close || time >= open;
      expect(tradingWeekOpen(at(time))).toBe(weekOpen);
      expect(inWeek(time)).toBe(trading);
      expect(nextTradingTime(at(time))).toBe(trading ? time : open);
      if (!trading) continue;
      const day = Math.floor((time - weekOpen) / DAY_MS);
      expect(tradingDayOpen(at(time))).toBe(weekOpen + day * DAY_MS);
      expect(tradingWeekday(tradingDayOpen(at(time)))).toBe(day + 1);
    }
  });

  test('the days of the weekend are Saturday and Sunday, of 24 hours and of one more or less', () => {
    const saturday = tradingDayOpen(at(close));
    const sunday = tradingDayOpen(at(open - 1));
    expect([saturday, sunday]).toEqual([close, close + DAY_MS]);
    expect([tradingWeekday(saturday), tradingWeekday(sunday)]).toEqual([6, 0]);
    expect(Math.abs(open - sunday - DAY_MS)).toBe(HOUR_MS);
  });

  test('each week has five rollovers at 17:00, Monday to Friday', () => {
    const rollovers = rolloversBetween(at(weekBefore), at(open + TRADING_WEEK_MS));
    expect(rollovers.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]);
    expect(rollovers.map(({ time }) => time)).toEqual(
      [weekBefore, open].flatMap((week) => [1, 2, 3, 4, 5].map((day) => week + day * DAY_MS)),
    );
  });
});

const anyTime = fc.integer({ min: utcMs(2005, 1, 1), max: utcMs(2030, 12, 31) }) as fc.Arbitrary<EpochMs>;

test('a trading day opens at 17:00 New York and holds its time', () => {
  fc.assert(
    fc.property(anyTime, (time) => {
      const open = tradingDayOpen(time);
      const wall = utcDate(open + zoneOffsetMs(NEW_YORK, open));
      expect([wall.hour, wall.minute, wall.second]).toEqual([17, 0, 0]);
      expect(open).toBeLessThanOrEqual(time);
      expect(time - open).toBeLessThan(25 * HOUR_MS);
      expect(tradingDayOpen(open)).toBe(open);
    }),
    { seed: 17, numRuns: 3000 },
  );
});

test('rollovers of adjoining spans are those of the whole span: none lost, none doubled', () => {
  const span = fc.array(fc.integer({ min: 0, max: 9 * DAY_MS }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(anyTime, span, (start, steps) => {
      const times = steps.reduce<number[]>((all, step) => [...all, (all.at(-1) as number) + step], [start]);
      const parts = times.slice(1).flatMap((to, index) => rolloversBetween(at(times[index] as number), at(to)));
      expect(parts).toEqual(rolloversBetween(start, at(times.at(-1) as number)));
    }),
    { seed: 18, numRuns: 300 },
  );
});

test('a span holds its end and not its start', () => {
  const rollover = utcMs(2024, 7, 3, 21);
  expect(rolloversBetween(at(rollover - 1), rollover)).toEqual([
    { time: rollover, weekday: 3, date: isoTime(rollover).slice(0, 10) },
  ]);
  expect(rolloversBetween(rollover, at(rollover + DAY_MS - 1))).toEqual([]);
  expect(rolloversBetween(rollover, rollover)).toEqual([]);
  expect(rolloversBetween(rollover, at(rollover - 5 * DAY_MS))).toEqual([]);
});

test('Christmas and New Year last a trading day', () => {
  const holidays = [
    utcMs(2023, 12, 24, 22),
    utcMs(2023, 12, 25, 21, 59),
    utcMs(2023, 12, 31, 22),
    utcMs(2024, 1, 1, 12),
  ];
  const others = [utcMs(2023, 12, 24, 21, 59), utcMs(2023, 12, 25, 22), utcMs(2024, 1, 1, 22), utcMs(2024, 7, 4)];
  expect(holidays.filter(isMarketHoliday).map(isoTime)).toEqual(holidays.map(isoTime));
  expect(others.filter(isMarketHoliday).map(isoTime)).toEqual([]);
});
