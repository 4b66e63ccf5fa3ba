import { utcDate, utcMs, type EpochMs } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { TimeRange } from './trial.ts';

/** A length by the calendar: `{ count: 6, unit: 'month' }`. */
export interface CalendarLength {
  readonly count: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

export const WalkForwardMode = {
  /** Training always begins at the start of the range and grows. */
  Anchored: 'anchored',
  /** Training has one length and moves along. */
  Rolling: 'rolling',
} as const;
export type WalkForwardMode = (typeof WalkForwardMode)[keyof typeof WalkForwardMode];

export interface WindowOptions {
  readonly range: TimeRange;
  readonly mode: WalkForwardMode;
  /** Of the first training; of each where the mode is rolling. */
  readonly train: CalendarLength;
  readonly test: CalendarLength;
  /** From one test to the next; by default the length of a test, so that tests follow each other without a gap. */
  readonly step?: CalendarLength;
  /**
   * What is left out at the end of each training: the longest holding time, or how far labels look ahead, so that nothing
   * that the training knows happened in the test.
   */
  readonly purgeMs?: number;
  /** Left out besides: for what lingers in the market, and in averages over it. */
  readonly embargoMs?: number;
}

export interface WalkForwardWindow {
  readonly train: TimeRange;
  readonly test: TimeRange;
}

const DAY_MS = 86_400_000;
const UNIT_DAYS = { day: 1, week: 7 } as const;

/** The first of a month, counted from January of the year 0. */
const monthOpen = (index: number): EpochMs => utcMs(Math.floor(index / 12), (index % 12) + 1, 1);

/** The same time of day so many months on; the last day of the month where that has no such day. */
function addMonths(time: EpochMs, months: number): EpochMs {
  const { year, month, day } = utcDate(time);
  const index = year * 12 + month - 1;
  const first = monthOpen(index + months);
  const days = (monthOpen(index + months + 1) - first) / DAY_MS;
  const timeOfDay = time - utcMs(year, month, day);
  return (first + (Math.min(day, days) - 1) * DAY_MS + timeOfDay) as EpochMs;
}

/** Moves a time by so many lengths, in UTC: a month from 31 January ends on the last of February. */
export function addLength(time: EpochMs, { count, unit }: CalendarLength, times = 1): EpochMs {
  if (unit === 'month' || unit === 'year') return addMonths(time, count * times * (unit === 'year' ? 12 : 1));
  return (time + count * times * UNIT_DAYS[unit] * DAY_MS) as EpochMs;
}

const lengthText = ({ count, unit }: CalendarLength): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

function checkLength(name: string, length: CalendarLength): void {
  if (Number.isInteger(length.count) && length.count >= 1) return;
  throw errors.SEARCH_SETTING({ name, value: length.count, expected: 'a whole number from 1' });
}

/**
 * Cuts a range into folds. The first test begins one training length (and the gap) after the start; a last test that the
 * range cuts short is kept where at least half of it is there. Throws `WALK_FORWARD_TOO_SHORT` where not even one fold fits
 * and `SEARCH_SETTING` on lengths that are none.
 */
export function walkForwardWindows(options: WindowOptions): readonly WalkForwardWindow[] {
  const { range, mode, train, test, step = test, purgeMs = 0, embargoMs = 0 } = options;
  checkLength('the length of the training', train);
  checkLength('the length of the test', test);
  checkLength('the step', step);
  if (addLength(range.from, step) < addLength(range.from, test)) {
    // The same days would be traded twice, and counted twice.
    throw errors.SEARCH_SETTING({ name: 'the step', value: lengthText(step), expected: `${lengthText(test)} or more` });
  }
  const gap = purgeMs + embargoMs;
  if (!(purgeMs >= 0 && embargoMs >= 0)) {
    throw errors.SEARCH_SETTING({ name: 'the gap before a test', value: gap, expected: '0 or more' });
  }
  const firstTest = (addLength(range.from, train) + gap) as EpochMs;
  const windows: WalkForwardWindow[] = [];
  for (let fold = 0; ; fold++) {
    // Counted from the first test each time: adding months to a date at the end of a month again and again would drift.
    const testFrom = addLength(firstTest, step, fold);
    const next = addLength(firstTest, step, fold + 1);
    const testEnd = options.step === undefined ? next : Math.min(next, addLength(testFrom, test));
    const testTo = Math.min(testEnd, range.to) as EpochMs;
    if (testTo - testFrom < (testEnd - testFrom) / 2) break;
    const trainTo = (testFrom - gap) as EpochMs;
    const rolled = mode === WalkForwardMode.Rolling && fold > 0;
    const trainFrom = rolled ? (Math.max(range.from, addLength(trainTo, train, -1)) as EpochMs) : range.from;
    windows.push({ train: { from: trainFrom, to: trainTo }, test: { from: testFrom, to: testTo } });
    if (testTo === range.to) break;
  }
  if (windows.length > 0) return windows;
  throw errors.WALK_FORWARD_TOO_SHORT({
    days: Math.floor((range.to - range.from) / DAY_MS),
    train: lengthText(train),
    test: lengthText(test),
  });
}
