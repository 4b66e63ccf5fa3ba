import { NEW_YORK, utcMs, zoneOffsetMs } from '@pipwright/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisLabel, AxisMark } from './axis-time.ts';
import { formatClock, formatDuration, formatLongTime, formatMinute, formatTime, zoneLabel } from './time.ts';

const HOUR_MS = 3_600_000;

describe('formatTime', () => {
  it('writes UTC in the full form', () => {
    expect(formatTime(utcMs(2019, 2, 4, 8), 'utc')).toBe('2019-02-04 08:00:00 (UTC)');
  });

  it('writes New York time with the name of the clock in winter and in summer', () => {
    expect(formatTime(utcMs(2019, 2, 4, 8), 'new-york')).toBe('2019-02-04 03:00:00 (EST)');
    expect(formatTime(utcMs(2019, 7, 4, 8), 'new-york')).toBe('2019-07-04 04:00:00 (EDT)');
  });

  it('skips the hour that does not exist when the clocks go forward', () => {
    const change = utcMs(2019, 3, 10, 7);
    expect(formatMinute(change - 60_000, 'new-york')).toBe('2019-03-10 01:59');
    expect(formatMinute(change, 'new-york')).toBe('2019-03-10 03:00');
  });

  it('tells the two passes of the hour that occurs twice apart by the name of the clock', () => {
    const first = utcMs(2019, 11, 3, 5, 30);
    const second = first + HOUR_MS;
    expect(formatClock(first, 'new-york')).toBe(formatClock(second, 'new-york'));
    expect([zoneLabel(first, 'new-york'), zoneLabel(second, 'new-york')]).toEqual(['EDT', 'EST']);
    expect(formatTime(first, 'new-york')).not.toBe(formatTime(second, 'new-york'));
  });

  it('never writes two moments an hour or more apart alike, across any change of clocks', () => {
    const times = fc.integer({ min: utcMs(2005, 1, 1), max: utcMs(2030, 1, 1) });
    const gaps = fc.integer({ min: HOUR_MS, max: 3 * HOUR_MS });
    fc.assert(
      fc.property(times, gaps, (time, gap) => formatTime(time, 'new-york') !== formatTime(time + gap, 'new-york')),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('writes the weekday of the shown clock at the crosshair', () => {
    expect(formatLongTime(utcMs(2019, 2, 4, 2), 'utc')).toBe('Mon 4 Feb 2019 02:00 UTC');
    expect(formatLongTime(utcMs(2019, 2, 4, 2), 'new-york')).toBe('Sun 3 Feb 2019 21:00 EST');
  });
});

describe('axisLabel', () => {
  it('follows the chart in UTC', () => {
    const midnight = utcMs(2019, 2, 4);
    expect(axisLabel(midnight, AxisMark.DayOfMonth, 'utc')).toBe('4 Feb');
    expect(axisLabel(utcMs(2019, 2, 1), AxisMark.Month, 'utc')).toBe('Feb');
    expect(axisLabel(utcMs(2019, 1, 1), AxisMark.Year, 'utc')).toBe('2019');
    expect(axisLabel(utcMs(2019, 2, 4, 13), AxisMark.Time, 'utc')).toBe('13:00');
  });

  it('writes the hour beside a date that does not begin there on another clock', () => {
    expect(axisLabel(utcMs(2019, 2, 4), AxisMark.DayOfMonth, 'new-york')).toBe('3 Feb 19:00');
    expect(axisLabel(utcMs(2019, 7, 4), AxisMark.DayOfMonth, 'new-york')).toBe('3 Jul 20:00');
    expect(axisLabel(utcMs(2019, 2, 4, 5), AxisMark.DayOfMonth, 'new-york')).toBe('4 Feb');
  });

  it('agrees with the crosshair at every mark of the time', () => {
    const time = utcMs(2019, 3, 10, 7);
    expect(formatLongTime(time, 'new-york')).toContain(axisLabel(time, AxisMark.Time, 'new-york'));
    expect(zoneOffsetMs(NEW_YORK, time)).toBe(-4 * HOUR_MS);
  });
});

describe('formatDuration', () => {
  it.each([
    [12_000, '12 s'],
    [45 * 60_000, '45 min'],
    [3 * HOUR_MS + 20 * 60_000, '3 h 20 min'],
    [24 * HOUR_MS, '1 d'],
    [52 * HOUR_MS, '2 d 4 h'],
    [4373 * 24 * HOUR_MS, '12.0 years'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
