import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, findInstrument } from './catalogue.ts';
import type { Instrument } from './instrument.ts';
import {
  holidayNightsBetween,
  settlementLag,
  settlementNights,
  valueDate,
  type SettlementHolidays,
} from './settlement.ts';
import { isoTime, utcMs, utcWeekday } from './time-zone.ts';

const DAY_MS = 86_400_000;
const [EURUSD, USDCAD, GBPCAD, EURJPY] = ['EURUSD', 'USDCAD', 'GBPCAD', 'EURJPY'].map(findInstrument) as [
  Instrument,
  Instrument,
  Instrument,
  Instrument,
];
const day = (time: number): string => isoTime(time).slice(0, 10);
const timeOf = (date: string): number => utcMs(...(date.split('-').map(Number) as [number, number, number]));
const daysBetween = (from: string, to: string): number => (timeOf(to) - timeOf(from)) / DAY_MS;

/** Monday to Friday of the week that begins on a Monday. */
const week = (monday: number): string[] => [0, 1, 2, 3, 4].map((offset) => day(monday + offset * DAY_MS));
const nights = (instrument: Instrument, dates: string[], holidays: SettlementHolidays = {}): number[] =>
  dates.map((date) => settlementNights(instrument, date, holidays));

describe('a week without holidays', () => {
  const june = week(utcMs(2024, 6, 3));

  test('pays two business days later: three nights on Wednesday', () => {
    expect(june.map((date) => valueDate(EURUSD, date))).toEqual([
      '2024-06-05',
      '2024-06-06',
      '2024-06-07',
      '2024-06-10',
      '2024-06-11',
    ]);
    expect(nights(EURUSD, june)).toEqual([1, 1, 3, 1, 1]);
  });

  test('the US against the Canadian dollar pays one day later: three nights on Thursday', () => {
    expect([USDCAD, GBPCAD, EURUSD].map(settlementLag)).toEqual([1, 2, 2]);
    expect(nights(USDCAD, june)).toEqual([1, 1, 1, 3, 1]);
    expect(nights(GBPCAD, june)).toEqual([1, 1, 3, 1, 1]);
  });

  test.each(CATALOGUE.map((instrument) => [instrument.symbol, instrument] as const))(
    'the triple day of %s is the one that its value dates give, and seven nights are booked',
    (_, instrument) => {
      const found = nights(instrument, june);
      expect(found.indexOf(3) + 1).toBe(instrument.swap.tripleWeekday);
      expect(found.reduce((sum, one) => sum + one, 0)).toBe(7);
    },
  );
});

describe('holidays', () => {
  // Worked out by hand on a calendar: Christmas 2024 is a Wednesday.
  test('at Christmas Friday carries two nights and Wednesday, whose value date is a Friday with a weekend, three', () => {
    const around = [...week(utcMs(2024, 12, 16)), ...week(utcMs(2024, 12, 23))];
    expect(around.map((date) => valueDate(EURUSD, date))).toEqual([
      '2024-12-18',
      '2024-12-19',
      '2024-12-20',
      '2024-12-23',
      '2024-12-24',
      '2024-12-26',
      '2024-12-27',
      '2024-12-27',
      '2024-12-30',
      '2024-12-31',
    ]);
    // Monday 23rd goes from the 26th to the 27th, Tuesday stays on the 27th, Wednesday goes over the weekend.
    expect(nights(EURUSD, around)).toEqual([1, 1, 3, 1, 2, 1, 0, 3, 1, 2]);
  });

  test('a dollar holiday on the way counts, on the value date it does not', () => {
    // Thursday 4 July 2024: the dollar rests, the euro does not.
    const holidays = { USD: new Set(['2024-07-04']) };
    expect(valueDate(EURUSD, '2024-07-02', holidays)).toBe('2024-07-05');
    expect(valueDate(EURUSD, '2024-07-03', holidays)).toBe('2024-07-05');
    expect(nights(EURUSD, week(utcMs(2024, 7, 1)), holidays)).toEqual([2, 0, 3, 1, 1]);
    expect(valueDate(USDCAD, '2024-07-03', holidays)).toBe('2024-07-05');
  });

  test('a holiday of another currency of the pair does not count on the way', () => {
    // Monday 29 April 2024: the yen rests.
    const holidays = { JPY: new Set(['2024-04-29']) };
    expect(valueDate(EURJPY, '2024-04-26', holidays)).toBe('2024-05-01');
    expect(valueDate(EURUSD, '2024-04-26', holidays)).toBe('2024-04-30');
  });

  test('crosses do not settle on a dollar holiday', () => {
    expect(valueDate(EURJPY, '2024-07-02', { USD: new Set(['2024-07-04']) })).toBe('2024-07-05');
  });

  test('only days that differ from their weekday are named', () => {
    const span = { from: '2024-12-16', to: '2025-01-03' };
    expect(holidayNightsBetween(EURUSD, span)).toEqual({
      '2024-12-20': 2,
      '2024-12-24': 0,
      '2024-12-27': 2,
      '2024-12-31': 0,
    });
    expect(holidayNightsBetween(EURUSD, { from: '2024-06-01', to: '2024-06-30' })).toEqual({});
  });

  test('dates and holidays that make no sense are refused', () => {
    expect(() => valueDate(EURUSD, 'soon')).toThrow("got 'soon'");
    expect(() => valueDate(EURUSD, '2024-02-30')).toThrow("got '2024-02-30'");
    const always = new Set(Array.from({ length: 60 }, (_, index) => day(utcMs(2024, 6, 1) + index * DAY_MS)));
    expect(() => valueDate(EURUSD, '2024-06-03', { EUR: always })).toThrow('is a business day');
  });
});

describe('over any span', () => {
  const start = utcMs(2005, 1, 3);
  /** Random holidays, none longer than a few days in a row. */
  const holidays = fc
    .record({
      EUR: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 40 }),
      USD: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 40 }),
      CAD: fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 20 }),
    })
    .map((days): SettlementHolidays =>
      Object.fromEntries(
        Object.entries(days).map(([code, offsets]) => [
          code,
          new Set(offsets.map((each) => day(start + each * DAY_MS))),
        ]),
      ),
    );
  const tradeDays = Array.from({ length: 900 }, (_, index) => start + index * DAY_MS).filter(
    (time) => ![0, 6].includes(utcWeekday(time)),
  );

  test.each([EURUSD, USDCAD, EURJPY])(
    'the nights add up to the days between the value dates of its ends: $symbol (seed 51)',
    (instrument) => {
      fc.assert(
        fc.property(holidays, fc.nat(550), fc.integer({ min: 1, max: 60 }), (closed, first, length) => {
          const dates = tradeDays.slice(first, first + length + 1).map(day);
          const total = dates.slice(0, -1).reduce((sum, date) => sum + settlementNights(instrument, date, closed), 0);
          const [from, to] = [dates[0] as string, dates.at(-1) as string];
          expect(total).toBe(daysBetween(valueDate(instrument, from, closed), valueDate(instrument, to, closed)));
        }),
        { seed: 51, numRuns: 200 },
      );
    },
  );

  test('no night is negative, and a value date is a business day after its trade (seed 52)', () => {
    fc.assert(
      fc.property(holidays, fc.constantFrom(...tradeDays), (closed, time) => {
        const date = day(time);
        expect(settlementNights(EURUSD, date, closed)).toBeGreaterThanOrEqual(0);
        const value = valueDate(EURUSD, date, closed);
        expect(daysBetween(date, value)).toBeGreaterThanOrEqual(2);
        expect([0, 6]).not.toContain(utcWeekday(timeOf(value)));
        expect([closed['EUR']?.has(value), closed['USD']?.has(value)]).not.toContain(true);
      }),
      { seed: 52, numRuns: 500 },
    );
  });

  test('every full week without holidays has seven nights (seed 53)', () => {
    const mondays = fc.integer({ min: 0, max: 1300 }).map((index) => utcMs(2001, 1, 1) + index * 7 * DAY_MS);
    fc.assert(
      fc.property(mondays, fc.constantFrom(...CATALOGUE), (monday, instrument) => {
        const dates = week(monday);
        // Weeks next to New Year and Christmas are what the sums above are about.
        const near = [-3, 0, 3, 6, 9].some((offset) =>
          /-(12-2[2-9]|12-3\d|01-0[1-5])$/.test(day(monday + offset * DAY_MS)),
        );
        fc.pre(!near);
        expect(nights(instrument, dates).reduce((sum, one) => sum + one, 0)).toBe(7);
      }),
      { seed: 53, numRuns: 1000 },
    );
  });
});
