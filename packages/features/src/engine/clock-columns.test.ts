import { utcMs } from '@pipwright/model';
import { expect, test } from 'vitest';
import { ClockColumns, type ClockName } from './clock-columns.ts';

const HOUR_MS = 3_600_000;

function read(clock: ClockColumns, openTime: number): Record<ClockName, number> {
  clock.fill(Float64Array.of(openTime), Float64Array.of(openTime + HOUR_MS), new Float64Array(1), 1);
  const values = Object.entries(clock.columns).map(([name, column]) => [name, column[0] as number]);
  return Object.fromEntries(values) as Record<ClockName, number>;
}

test('clocks are read at the close of the candle, each with its own daylight saving', () => {
  const clock = new ClockColumns(1);
  // 2015-03-10: New York has changed its clocks, London has not.
  expect(read(clock, utcMs(2015, 3, 10, 13))).toMatchObject({
    newYorkMinute: 600,
    londonMinute: 840,
    tokyoMinute: 1380,
    weekday: 2,
  });
  // 2015-01-13: neither has.
  expect(read(clock, utcMs(2015, 1, 13, 13))).toMatchObject({
    newYorkMinute: 540,
    londonMinute: 840,
    tokyoMinute: 1380,
    weekday: 2,
  });
  // 2015-07-14: both have.
  expect(read(clock, utcMs(2015, 7, 14, 13))).toMatchObject({
    newYorkMinute: 600,
    londonMinute: 900,
    tokyoMinute: 1380,
    weekday: 2,
  });
});

test('the last candle of a day ends 24 hours after the rollover, that of a week 120 hours after its open', () => {
  const clock = new ClockColumns(1);
  const sundayOpen = utcMs(2015, 1, 11, 22);
  expect(read(clock, sundayOpen)).toMatchObject({ sinceRolloverHours: 1, sinceWeekOpenHours: 1, weekday: 1 });
  const mondayLast = utcMs(2015, 1, 12, 21);
  expect(read(clock, mondayLast)).toMatchObject({ sinceRolloverHours: 24, sinceWeekOpenHours: 24, weekday: 1 });
  const fridayLast = utcMs(2015, 1, 16, 21);
  expect(read(clock, fridayLast)).toMatchObject({ sinceRolloverHours: 24, sinceWeekOpenHours: 120, weekday: 5 });
});
