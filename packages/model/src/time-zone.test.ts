import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochDay, isoTime, isTimeZone, utcDate, utcMs, utcWeekday, wallToUtc, zoneOffsetMs } from './time-zone.ts';
import type { EpochMs } from './units.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONES = ['America/New_York', 'Europe/London', 'Europe/Helsinki', 'Asia/Tokyo', 'Etc/GMT+5'];
const FROM = utcMs(1990, 1, 1);
const TO = utcMs(2031, 1, 1);
const anyTime = fc.integer({ min: FROM, max: TO - 1 }) as fc.Arbitrary<EpochMs>;

/** What the runtime's own formatter says the wall clock shows, as UTC milliseconds. */
function oracle(zone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (time) => {
    const text = format.format(time).match(/^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d):(\d\d)$/);
    const [day, month, year, hour, minute, second] = (text ?? []).slice(1).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

describe.each(ZONES)('the offsets of %s', (zone) => {
  const wallOf = oracle(zone);

  test('are those of Intl at random times from 1990 to 2030', () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        const second = Math.floor(time / 1000) * 1000;
        expect(second + zoneOffsetMs(zone, time)).toBe(wallOf(second));
      }),
      { seed: 1990, numRuns: 2000 },
    );
  });

  test('change in the very second in which Intl changes', () => {
    let changes = 0;
    let before = zoneOffsetMs(zone, FROM);
    for (let day: number = FROM; day < TO; day += DAY_MS) {
      const after = zoneOffsetMs(zone, day as EpochMs);
      if (after === before) continue;
      changes++;
      let low = day - DAY_MS;
      let high = day;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (wallOf(middle) - middle === before) low = middle;
        else high = middle;
      }
      expect(zoneOffsetMs(zone, (high - 1) as EpochMs)).toBe(before);
      expect(zoneOffsetMs(zone, high as EpochMs)).toBe(after);
      before = after;
    }
    expect(changes).toBe(zone === 'Asia/Tokyo' || zone === 'Etc/GMT+5' ? 0 : 82);
  });

  test('lead from UTC to the wall and back, except in the second pass of an hour that occurs twice', () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        const wall = time + zoneOffsetMs(zone, time);
        const back = wallToUtc(zone, wall);
        expect(back + zoneOffsetMs(zone, back)).toBe(wall);
        expect([0, HOUR_MS]).toContain(time - back);
      }),
      { seed: 1991, numRuns: 2000 },
    );
  });
});

test('changes that undo each other within a week are found, and offsets of seconds are read', () => {
  // Recife set its clocks forward on 2000-10-08 and back on 2000-10-15.
  const recife = [utcMs(2000, 10, 7), utcMs(2000, 10, 12), utcMs(2000, 10, 17)];
  expect(recife.map((time) => zoneOffsetMs('America/Recife', time) / HOUR_MS)).toEqual([-3, -2, -3]);
  // Liberia kept its own mean time up to 1972.
  expect(zoneOffsetMs('Africa/Monrovia', utcMs(1971, 1, 1))).toBe(-(44 * 60 + 30) * 1000);
});

test('an hour that occurs twice is read as its first occurrence', () => {
  // New York sets its clocks back on 2023-11-05 at 06:00 UTC.
  expect(isoTime(wallToUtc('America/New_York', utcMs(2023, 11, 5, 0, 59, 59)))).toBe('2023-11-05T04:59:59.000Z');
  expect(isoTime(wallToUtc('America/New_York', utcMs(2023, 11, 5, 1, 0)))).toBe('2023-11-05T05:00:00.000Z');
  expect(isoTime(wallToUtc('America/New_York', utcMs(2023, 11, 5, 1, 59)))).toBe('2023-11-05T05:59:00.000Z');
  expect(isoTime(wallToUtc('America/New_York', utcMs(2023, 11, 5, 2, 0)))).toBe('2023-11-05T07:00:00.000Z');
  // Helsinki: 2019-10-27 at 01:00 UTC.
  expect(isoTime(wallToUtc('Europe/Helsinki', utcMs(2019, 10, 27, 3, 30)))).toBe('2019-10-27T00:30:00.000Z');
  expect(isoTime(wallToUtc('Europe/Helsinki', utcMs(2019, 10, 27, 4, 0)))).toBe('2019-10-27T02:00:00.000Z');
});

test('an hour that does not exist is read with the offset before the change', () => {
  // New York sets its clocks forward on 2024-03-10 at 07:00 UTC.
  expect(isoTime(wallToUtc('America/New_York', utcMs(2024, 3, 10, 1, 59)))).toBe('2024-03-10T06:59:00.000Z');
  expect(isoTime(wallToUtc('America/New_York', utcMs(2024, 3, 10, 2, 0)))).toBe('2024-03-10T07:00:00.000Z');
  expect(isoTime(wallToUtc('America/New_York', utcMs(2024, 3, 10, 2, 30)))).toBe('2024-03-10T07:30:00.000Z');
  expect(isoTime(wallToUtc('America/New_York', utcMs(2024, 3, 10, 3, 0)))).toBe('2024-03-10T07:00:00.000Z');
  // London: 2020-03-29 at 01:00 UTC.
  expect(isoTime(wallToUtc('Europe/London', utcMs(2020, 3, 29, 1, 30)))).toBe('2020-03-29T01:30:00.000Z');
});

test('civil dates are those of the runtime', () => {
  fc.assert(
    fc.property(fc.integer({ min: utcMs(1900, 1, 1), max: utcMs(2100, 1, 1) }), (time) => {
      const date = new Date(time);
      const civil = utcDate(time);
      expect(utcMs(civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second)).toBe(
        Math.floor(time / 1000) * 1000,
      );
      expect(civil.weekday).toBe(date.getUTCDay());
      expect(utcWeekday(time)).toBe(date.getUTCDay());
      expect(epochDay(time)).toBe(Math.floor(date.getTime() / DAY_MS));
      expect(isoTime(time)).toBe(date.toISOString());
    }),
    { seed: 1992, numRuns: 2000 },
  );
});

test('a name that no time-zone database knows is not a zone', () => {
  expect(ZONES.every(isTimeZone)).toBe(true);
  expect(isTimeZone('Europe/Atlantis')).toBe(false);
  expect(isTimeZone('')).toBe(false);
  expect(() => zoneOffsetMs('Europe/Atlantis', FROM)).toThrow(RangeError);
});
