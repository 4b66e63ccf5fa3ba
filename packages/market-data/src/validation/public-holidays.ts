import { utcMs, utcWeekday } from '@pipwright/model';

const DAY_MS = 86_400_000;
const MONDAY = 1;
const THURSDAY = 4;

/** The `count`-th such weekday of a month; -1 is the last one. UTC midnight. */
function weekdayOfMonth(year: number, month: number, weekday: number, count: number): number {
  if (count < 0) {
    const end = utcMs(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - DAY_MS;
    return end - ((utcWeekday(end) - weekday + 7) % 7) * DAY_MS;
  }
  const start = utcMs(year, month, 1);
  return start + (((weekday - utcWeekday(start) + 7) % 7) + (count - 1) * 7) * DAY_MS;
}

/** Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher). UTC midnight. */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25);
  const epact = (19 * a + d + 15) % 30;
  const weekday = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - epact - (c % 4)) % 7;
  const shift = Math.floor((a + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  return utcMs(year, Math.floor(days / 31), (days % 31) + 1);
}

/** A Saturday's holiday is kept on Friday, a Sunday's on Monday. */
function observed(date: number): number {
  const weekday = utcWeekday(date);
  return weekday === 6 ? date - DAY_MS : weekday === 0 ? date + DAY_MS : date;
}

/** Days on which the American metal futures, and with them spot metals, close early or stay closed. UTC midnights. */
export function americanHolidays(year: number): readonly number[] {
  return [
    weekdayOfMonth(year, 1, MONDAY, 3),
    weekdayOfMonth(year, 2, MONDAY, 3),
    easterSunday(year) - 2 * DAY_MS,
    weekdayOfMonth(year, 5, MONDAY, -1),
    ...(year >= 2022 ? [observed(utcMs(year, 6, 19))] : []),
    observed(utcMs(year, 7, 4)),
    weekdayOfMonth(year, 9, MONDAY, 1),
    weekdayOfMonth(year, 11, THURSDAY, 4),
    weekdayOfMonth(year, 11, THURSDAY, 4) + DAY_MS,
  ];
}

/** Days on which the exchanges of Frankfurt or London are closed, or close early. UTC midnights. */
export function europeanHolidays(year: number): readonly number[] {
  const easter = easterSunday(year);
  return [
    easter - 2 * DAY_MS,
    easter + DAY_MS,
    utcMs(year, 5, 1),
    weekdayOfMonth(year, 5, MONDAY, 1),
    weekdayOfMonth(year, 5, MONDAY, -1),
    weekdayOfMonth(year, 8, MONDAY, -1),
    utcMs(year, 12, 24),
    utcMs(year, 12, 26),
    utcMs(year, 12, 31),
  ];
}

/** Days on which the offices of the United States are closed. UTC midnights. */
export function federalHolidays(year: number): readonly number[] {
  return [
    observed(utcMs(year, 1, 1)),
    weekdayOfMonth(year, 1, MONDAY, 3),
    weekdayOfMonth(year, 2, MONDAY, 3),
    weekdayOfMonth(year, 5, MONDAY, -1),
    ...(year >= 2021 ? [observed(utcMs(year, 6, 19))] : []),
    observed(utcMs(year, 7, 4)),
    weekdayOfMonth(year, 9, MONDAY, 1),
    weekdayOfMonth(year, 10, MONDAY, 2),
    observed(utcMs(year, 11, 11)),
    weekdayOfMonth(year, 11, THURSDAY, 4),
    observed(utcMs(year, 12, 25)),
  ];
}
