import { NEW_YORK, tradingWeekOpen, utcDate, utcMs, utcWeekday, wallToUtc, type EpochMs } from '@pipwright/model';
import { federalHolidays } from '../validation/public-holidays.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PUBLISHED_MS = 15.5 * HOUR_MS;

/**
 * Report days (UTC midnights, both included) whose publication was held up while the government was shut, and a day by
 * which they were surely out. The real days were spread over the weeks before it: too late is safe, too early is not.
 */
const HELD_UP: readonly { readonly from: number; readonly to: number; readonly publishedBy: number }[] = [
  { from: utcMs(2013, 10, 1), to: utcMs(2013, 10, 29), publishedBy: utcMs(2013, 11, 15) },
  { from: utcMs(2018, 12, 24), to: utcMs(2019, 2, 26), publishedBy: utcMs(2019, 3, 8) },
  { from: utcMs(2025, 9, 30), to: utcMs(2025, 12, 23), publishedBy: utcMs(2026, 1, 30) },
];

function isHoliday(day: number): boolean {
  return federalHolidays(utcDate(day).year).includes(day) || federalHolidays(utcDate(day).year + 1).includes(day);
}

/**
 * When the Commitments of Traders of a report day (a Tuesday as a rule; UTC midnight) were surely public: the Friday
 * after it at 15:30 New York; the Monday after that where a federal holiday falls between, and a day later for each
 * holiday from there on.
 */
export function commitmentsPublishedAt(reportDay: number): EpochMs {
  const held = HELD_UP.find(({ from, to }) => reportDay >= from && reportDay <= to);
  if (held !== undefined) return wallToUtc(NEW_YORK, held.publishedBy + PUBLISHED_MS);
  let day = reportDay + ((((5 - utcWeekday(reportDay)) % 7) + 7) % 7 || 7) * DAY_MS;
  let delayed = false;
  for (let between = reportDay; between <= day; between += DAY_MS) delayed ||= isHoliday(between);
  if (delayed) day += 3 * DAY_MS;
  while (isHoliday(day)) day += DAY_MS;
  return wallToUtc(NEW_YORK, day + PUBLISHED_MS);
}

/** A calendar of a week is out before the week begins; its rows are taken as known from the week's open on. */
export function weekAnnouncedAt(releaseTime: number): EpochMs {
  return tradingWeekOpen(releaseTime as EpochMs);
}
