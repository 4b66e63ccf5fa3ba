import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInstrument } from './catalogue.ts';
import type { Instrument, Session } from './instrument.ts';
import { isMarketOpen, MarketHours, nextMarketOpen, tradingDayEnd } from './market-hours.ts';
import { isoTime, utcDate, utcMs, zoneOffsetMs } from './time-zone.ts';
import { isInTradingWeek, nextTradingTime, NEW_YORK, tradingDayOpen } from './trading-calendar.ts';
import type { EpochMs } from './units.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const EURUSD = findInstrument('EURUSD') as Instrument;
const GOLD = findInstrument('XAUUSD') as Instrument;
const at = (time: number): EpochMs => time as EpochMs;

describe('gold, closed for an hour a day', () => {
  // In July New York is four hours behind UTC.
  test.each([
    [utcMs(2024, 7, 3, 20, 59), true],
    [utcMs(2024, 7, 3, 21), false],
    [utcMs(2024, 7, 3, 21, 59), false],
    [utcMs(2024, 7, 3, 22), true],
    [utcMs(2024, 7, 5, 20, 59), true],
    [utcMs(2024, 7, 5, 22), false],
    [utcMs(2024, 7, 7, 21), false],
    [utcMs(2024, 7, 7, 22), true],
  ])('%i', (time, open) => expect(isMarketOpen(GOLD, time)).toBe(open));

  test('opens again an hour later, and after the weekend', () => {
    expect(nextMarketOpen(GOLD, utcMs(2024, 7, 3, 21, 30))).toBe(utcMs(2024, 7, 3, 22));
    expect(nextMarketOpen(GOLD, utcMs(2024, 7, 5, 21))).toBe(utcMs(2024, 7, 7, 22));
    expect(nextMarketOpen(GOLD, utcMs(2024, 7, 3, 12))).toBe(utcMs(2024, 7, 3, 12));
    expect(new MarketHours(GOLD).nextClose(utcMs(2024, 7, 3, 12))).toBe(utcMs(2024, 7, 3, 21));
  });
});

describe('a closed day', () => {
  const hours = new MarketHours({ sessions: EURUSD.sessions, closedDays: ['2024-12-25', '2025-01-01'] });

  test('lasts the trading day, from 17:00 New York of the evening before', () => {
    const moments = [
      [utcMs(2024, 12, 24, 21, 59), true],
      [utcMs(2024, 12, 24, 22), false],
      [utcMs(2024, 12, 25, 21, 59), false],
      [utcMs(2024, 12, 25, 22), true],
      [utcMs(2024, 12, 31, 22), false],
      [utcMs(2025, 1, 1, 22), true],
    ] as const;
    expect(moments.map(([time]) => hours.isOpen(time))).toEqual(moments.map(([, open]) => open));
  });

  test('puts the next opening off', () => {
    expect(hours.nextOpen(utcMs(2024, 12, 24, 23))).toBe(utcMs(2024, 12, 25, 22));
  });

  test('a market that never opens says so', () => {
    const never = new MarketHours({ sessions: [] });
    expect(never.nextOpen(utcMs(2024, 1, 1))).toBe(Number.POSITIVE_INFINITY);
    const always = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1440 }));
    expect(new MarketHours({ sessions: always }).nextClose(utcMs(2024, 1, 1))).toBe(Number.POSITIVE_INFINITY);
  });
});

/** A session asked minute by minute, without anything kept. */
function plainlyOpen(sessions: readonly Session[], closedDays: readonly string[], time: number): boolean {
  const wall = utcDate(time + zoneOffsetMs(NEW_YORK, at(time)));
  const minute = wall.hour * 60 + wall.minute;
  const inside = sessions.some((s) => s.weekday === wall.weekday && minute >= s.fromMinute && minute < s.toMinute);
  const day = tradingDayOpen(at(time)) + 12 * HOUR_MS;
  return inside && !closedDays.includes(isoTime(day + zoneOffsetMs(NEW_YORK, at(day))).slice(0, 10));
}

const CLOSED = ['2024-03-11', '2024-11-04', '2024-12-25'];
const changes = [utcMs(2024, 3, 10), utcMs(2024, 11, 3), utcMs(2019, 3, 10), utcMs(2006, 10, 29), utcMs(2024, 12, 24)];

describe.each([EURUSD, GOLD])('$symbol in the weeks in which the clocks change', ({ sessions }) => {
  const hours = new MarketHours({ sessions, closedDays: CLOSED });

  test.each(changes)('around %i is open as its sessions say, minute by minute', (change) => {
    for (let time = change - 4 * DAY_MS; time < change + 4 * DAY_MS; time += MINUTE_MS) {
      if (hours.isOpen(time) !== plainlyOpen(sessions, CLOSED, time)) expect.fail(isoTime(time));
    }
  });

  test('moments asked for in any order give the same (seed 31)', () => {
    const moment = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -6 * DAY_MS, max: 6 * DAY_MS }))
      .map(([change, shift]) => change + shift);
    fc.assert(
      fc.property(moment, (time) => {
        expect(hours.isOpen(time)).toBe(plainlyOpen(sessions, CLOSED, time));
        const next = hours.nextOpen(time);
        expect(next).toBeGreaterThanOrEqual(time);
        expect(hours.isOpen(next)).toBe(true);
        if (next > time) expect([hours.isOpen(time), hours.isOpen(next - 1)]).toEqual([false, false]);
      }),
      { seed: 31, numRuns: 2000 },
    );
  });
});

test('foreign exchange without closed days is open in the trading week (seed 32)', () => {
  const moments = fc.integer({ min: utcMs(2005, 1, 1), max: utcMs(2030, 12, 31) }).map(at);
  fc.assert(
    fc.property(moments, (time) => {
      expect(isMarketOpen(EURUSD, time)).toBe(isInTradingWeek(time));
      expect(nextMarketOpen(EURUSD, time)).toBe(nextTradingTime(time));
    }),
    { seed: 32, numRuns: 3000 },
  );
});

test('a trading day ends where the next one begins (seed 33)', () => {
  const moments = fc.integer({ min: utcMs(2005, 1, 1), max: utcMs(2030, 12, 31) }).map(at);
  fc.assert(
    fc.property(moments, (time) => {
      const end = tradingDayEnd(time);
      expect(end).toBeGreaterThan(time);
      expect(tradingDayOpen(end)).toBe(end);
      expect(tradingDayOpen(at(end - 1))).toBe(tradingDayOpen(time));
    }),
    { seed: 33, numRuns: 2000 },
  );
});

interface LeanHours {
  readonly [weekday: string]: unknown;
  readonly holidays: readonly string[];
  readonly earlyCloses?: Readonly<Record<string, string>>;
  readonly lateOpens?: Readonly<Record<string, string>>;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** `17:03:00` and `1.00:00:00` in minutes after midnight. */
function minutesOf(text: string): number {
  const [, days = '0', hours = '0', minutes = '0'] = /^(?:(\d)\.)?(\d+):(\d+):/.exec(text) ?? [];
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}

/** Whether a market is open by LEAN's table: sessions of the New York day, cut by its early close and late opening. */
function leanOpen(hours: LeanHours, time: number): boolean {
  const wall = utcDate(time + zoneOffsetMs(NEW_YORK, at(time)));
  const date = `${wall.month}/${wall.day}/${wall.year}`;
  if (hours.holidays.includes(date)) return false;
  const minute = wall.hour * 60 + wall.minute;
  const close = hours.earlyCloses?.[date];
  const open = hours.lateOpens?.[date];
  if (close !== undefined && minute >= minutesOf(close)) return false;
  if (open !== undefined && minute < minutesOf(open)) return false;
  const sessions = hours[WEEKDAYS[wall.weekday] as string] as { start: string; end: string }[];
  return sessions.some(({ start, end }) => minute >= minutesOf(start) && minute < minutesOf(end));
}

/** New York times of day of the minutes on which the two tables differ, once each. */
function differences(hours: MarketHours, lean: LeanHours, from: number, until: number): string[] {
  const found = new Set<string>();
  for (let time = from; time < until; time += MINUTE_MS) {
    if (hours.isOpen(time) === leanOpen(lean, time)) continue;
    found.add(isoTime(time + zoneOffsetMs(NEW_YORK, at(time))).slice(11, 16));
  }
  return [...found].sort();
}

const database = sharedData('lean', 'market-hours', 'market-hours-database.json');
if (database === undefined) console.warn('skipped: no market hours of LEAN at ../shared/data');

describe.skipIf(database === undefined)("beside LEAN's hours of OANDA", () => {
  const entries = () =>
    (JSON.parse(readFileSync(database as string, 'utf8')) as { entries: Record<string, LeanHours> }).entries;
  // A week of each: summer, winter, and the two in which the clocks change.
  const weeks = [utcMs(2014, 5, 4), utcMs(2018, 1, 14), utcMs(2018, 3, 9), utcMs(2018, 11, 2)];
  const PAUSE = ['16:58', '16:59', '17:00', '17:01', '17:02'];

  test.each(weeks)('foreign exchange differs by the five minutes in which OANDA pauses (%i)', (week) => {
    const lean = entries()['Forex-oanda-[*]'] as LeanHours;
    expect(differences(new MarketHours(EURUSD), lean, week, week + 8 * DAY_MS)).toEqual(PAUSE);
  });

  test.each(weeks)('gold differs by two minutes before its pause and three after (%i)', (week) => {
    const lean = entries()['Cfd-oanda-XAUUSD'] as LeanHours;
    const found = differences(new MarketHours(GOLD), lean, week, week + 8 * DAY_MS);
    expect(found).toEqual(['16:58', '16:59', '18:00', '18:01', '18:02']);
  });

  test.each([2018, 2019, 2024, 2025])('Christmas and New Year of %i are closed trading days', (year) => {
    const lean = entries()['Forex-oanda-[*]'] as LeanHours;
    const closedDays = [`${year}-12-25`, `${year + 1}-01-01`];
    const hours = new MarketHours({ sessions: EURUSD.sessions, closedDays });
    const found = differences(hours, lean, utcMs(year, 12, 20), utcMs(year + 1, 1, 5));
    // On the evening of a closed day OANDA opens at 17:05 in some years.
    expect([...PAUSE, '17:03', '17:04']).toEqual(expect.arrayContaining(found));
  });
});
