import { isoTime, utcDate, utcWeekday, zoneOffsetMs } from './time-zone.ts';
import type { EpochMs } from './units.ts';

/** The zone that the trading day and week of foreign exchange are counted in. */
export const NEW_YORK = 'America/New_York';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ROLLOVER_HOUR = 17;
/** From Sunday 17:00 to Friday 17:00 New York. */
export const TRADING_WEEK_MS = 5 * DAY_MS;

let cachedDayOpen = 0;
let cachedDayEnd = -1;

/**
 * Open of the trading day that holds `time`: the last 17:00 New York at or before it.
 * The clocks change on a Sunday night, inside the weekend, so that every day of the trading week has 24 hours; the day
 * from Saturday to Sunday has 23 or 25 twice a year.
 */
export function tradingDayOpen(time: EpochMs): EpochMs {
  if (time >= cachedDayOpen && time < cachedDayEnd) return cachedDayOpen as EpochMs;
  const offset = zoneOffsetMs(NEW_YORK, time);
  const shift = (24 - ROLLOVER_HOUR) * HOUR_MS;
  const wall = time + offset + shift;
  const dayWall = Math.floor(wall / DAY_MS) * DAY_MS - shift;
  let open = dayWall - offset;
  // On the two Sundays a year when the clocks change, the day's open has the other offset.
  const openOffset = zoneOffsetMs(NEW_YORK, open as EpochMs);
  if (openOffset !== offset) open = dayWall - openOffset;
  cachedDayOpen = open;
  const end = open + DAY_MS;
  cachedDayEnd = zoneOffsetMs(NEW_YORK, end as EpochMs) === openOffset ? end : time + 1;
  return open as EpochMs;
}

/** Weekday of the trading day opened at `dayOpen`, by the date on which it ends: Sunday 17:00 opens Monday (1). */
export function tradingWeekday(dayOpen: EpochMs): number {
  return utcWeekday(dayOpen + (24 - ROLLOVER_HOUR) * HOUR_MS + zoneOffsetMs(NEW_YORK, dayOpen));
}

/** Open of the trading week that holds `time`: the last Sunday 17:00 New York at or before it. */
export function tradingWeekOpen(time: EpochMs): EpochMs {
  const day = tradingDayOpen(time);
  const weekday = tradingWeekday(day);
  if (weekday === 1) return day;
  // Step to the middle of Monday's trading day, so that a change of clocks on the way does no harm.
  const back = (weekday + 6) % 7;
  return tradingDayOpen((day - back * DAY_MS + DAY_MS / 2) as EpochMs);
}

/** `true` between Sunday 17:00 and Friday 17:00 New York. */
export function isInTradingWeek(time: EpochMs): boolean {
  const weekday = tradingWeekday(tradingDayOpen(time));
  return weekday >= 1 && weekday <= 5;
}

/** The first moment at or after `time` that lies in the trading week. */
export function nextTradingTime(time: EpochMs): EpochMs {
  if (isInTradingWeek(time)) return time;
  // A weekend has 47, 48 or 49 hours: sixty lead from any moment of it into the week that follows.
  return tradingWeekOpen((time + 2.5 * DAY_MS) as EpochMs);
}

/** Date of the trading day opened at `dayOpen`, by the day on which it ends: `2024-12-24`. */
export function tradingDate(dayOpen: EpochMs): string {
  return isoTime(dayOpen + (24 - ROLLOVER_HOUR) * HOUR_MS + zoneOffsetMs(NEW_YORK, dayOpen)).slice(0, 10);
}

/** The end of a trading day, at 17:00 New York, at which a position held through it is charged or paid swap. */
export interface Rollover {
  readonly time: EpochMs;
  /** Of the trading day that ends: 1 Monday to 5 Friday. */
  readonly weekday: number;
  /** Of the trading day that ends: `2024-12-24`. */
  readonly date: string;
}

/** The rollovers in `(from, to]`. */
export function rolloversBetween(from: EpochMs, to: EpochMs): Rollover[] {
  const found: Rollover[] = [];
  let day = tradingDayOpen(from);
  // No day is shorter than 23 hours: most calls end here, without looking for the end of the day.
  while (day + 23 * HOUR_MS <= to) {
    const end = tradingDayOpen((day + DAY_MS + DAY_MS / 2) as EpochMs);
    if (end > to) break;
    const weekday = tradingWeekday(day);
    if (end > from && weekday >= 1 && weekday <= 5) found.push({ time: end, weekday, date: tradingDate(day) });
    day = end;
  }
  return found;
}

/**
 * Days on which most of the world's venues keep foreign exchange closed or nearly so (month, day):
 * Christmas and New Year. Thin trading on them is not a gap in the data.
 */
export function isMarketHoliday(time: EpochMs): boolean {
  const day = tradingDayOpen(time);
  const date = utcDate(day + DAY_MS / 2 + zoneOffsetMs(NEW_YORK, day));
  return (date.month === 12 && date.day === 25) || (date.month === 1 && date.day === 1);
}
