import { findInstrument, isoTime, utcMs, type Instrument } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { findGaps } from './find-gaps.ts';
import { americanHolidays, easterSunday } from './public-holidays.ts';

const EURUSD = findInstrument('EURUSD') as Instrument;
const XAUUSD = findInstrument('XAUUSD') as Instrument;
const MINUTE_MS = 60_000;
const HOURS = syntheticCandles({ seed: 2, length: 6000, timeframe: 'H1', startTime: utcMs(2015, 1, 5) }).candles.time;
const MINUTES = syntheticCandles({ seed: 2, length: 60_000, timeframe: 'M1', startTime: utcMs(2015, 1, 5) }).candles
  .time;

test('weekends are no gaps', () => {
  expect(findGaps(HOURS, 'H1', EURUSD)).toMatchObject({ count: 0, scattered: 0, summary: 'no gaps' });
});

test('a missing hour of a busy day is a gap of one', () => {
  const lost = utcMs(2015, 3, 4, 14);
  const report = findGaps(
    HOURS.filter((time) => time !== lost),
    'H1',
    EURUSD,
  );
  expect(report.gaps).toEqual([{ from: lost, to: lost + 60 * MINUTE_MS, missing: 1 }]);
  expect(report.summary).toBe(
    '1 gap, 1 candles missing in sessions; largest 2015-03-04 14:00 to 2015-03-04 15:00 UTC, 1 h',
  );
});

test('a gap over a weekend counts its sessions only', () => {
  const from = utcMs(2015, 3, 6, 12);
  const to = utcMs(2015, 3, 9, 12);
  const report = findGaps(
    HOURS.filter((time) => time < from || time >= to),
    'H1',
    EURUSD,
  );
  // Friday 12:00 to 22:00 and, after the American change of clocks, Sunday 21:00 to Monday 12:00.
  expect(report.gaps).toEqual([{ from, to, missing: 10 + 15 }]);
});

test('Christmas and New Year, and the half days around them, are no gaps', () => {
  const year = syntheticCandles({ seed: 2, length: 1200, timeframe: 'H1', startTime: utcMs(2014, 11, 20) }).candles
    .time;
  const closed = (time: number): boolean => {
    const day = isoTime(time).slice(5, 13);
    return (day > '12-24T18' && day < '12-25T23') || day > '12-31T18' || day < '01-01T23';
  };
  expect(
    findGaps(
      year.filter((time) => !closed(time)),
      'H1',
      EURUSD,
    ).count,
  ).toBe(0);
});

test('single quiet minutes are counted, not called gaps; five busy minutes in a row are one', () => {
  const report = findGaps(
    MINUTES.filter((time) => (time / MINUTE_MS) % 97 !== 0),
    'M1',
    EURUSD,
  );
  expect(report.count).toBe(0);
  expect(report.scattered).toBeGreaterThan(500);
  const from = utcMs(2015, 2, 4, 14);
  const lost = findGaps(
    MINUTES.filter((time) => time < from || time >= from + 6 * MINUTE_MS),
    'M1',
    EURUSD,
  );
  expect(lost.gaps).toEqual([{ from, to: from + 6 * MINUTE_MS, missing: 6 }]);
});

test('an hour that the series itself rarely has is thin, and its absence no gap', () => {
  const isThin = (time: number): boolean =>
    isoTime(time).slice(11, 13) === '22' && Math.floor(time / 86_400_000) % 3 !== 0;
  const report = findGaps(
    HOURS.filter((time) => !isThin(time)),
    'H1',
    EURUSD,
  );
  expect(report.count).toBe(0);
});

test('the daily break of gold and the American holidays are no gaps of gold', () => {
  const gold = HOURS.filter((time) => {
    const text = isoTime(time);
    return text.slice(11, 13) !== (text < '2015-03-08T06' ? '22' : '21') && !text.startsWith('2015-01-19T');
  });
  const report = findGaps(gold, 'H1', XAUUSD);
  expect(report.gaps.filter(({ from }) => from < utcMs(2015, 10, 25))).toEqual([]);
});

test('holidays fall on their days', () => {
  expect([2015, 2019, 2024, 2025].map((year) => isoTime(easterSunday(year)).slice(0, 10))).toEqual([
    '2015-04-05',
    '2019-04-21',
    '2024-03-31',
    '2025-04-20',
  ]);
  expect(americanHolidays(2026).map((time) => isoTime(time).slice(5, 10))).toEqual([
    '01-19',
    '02-16',
    '04-03',
    '05-25',
    '06-19',
    '07-03',
    '09-07',
    '11-26',
    '11-27',
  ]);
});
