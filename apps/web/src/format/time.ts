import { NEW_YORK, utcDate, zoneOffsetMs, type CivilTime, type EpochMs } from '@pipwright/model';

/** How times are shown. They are kept in UTC whatever is chosen. */
export const ZONE_CHOICES = ['utc', 'new-york', 'local'] as const;
export type ZoneChoice = (typeof ZONE_CHOICES)[number];

const MINUTE_MS = 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** IANA name of the zone, or null for UTC. */
function zoneName(zone: ZoneChoice): string | null {
  if (zone === 'utc') return null;
  if (zone === 'new-york') return NEW_YORK;
  const local = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return local === 'UTC' || local === '' ? null : local;
}

function offsetMs(time: number, zone: ZoneChoice): number {
  const name = zoneName(zone);
  return name === null ? 0 : zoneOffsetMs(name, time as EpochMs);
}

/** Date and time on a wall clock of the zone. */
export function civilTime(time: number, zone: ZoneChoice): CivilTime {
  return utcDate(time + offsetMs(time, zone));
}

/** `UTC`, `EST`, `EDT` or `UTC+02:00`: always which clock, also within an hour that occurs twice. */
export function zoneLabel(time: number, zone: ZoneChoice): string {
  if (zone === 'utc') return 'UTC';
  const offset = offsetMs(time, zone);
  if (zone === 'new-york') return offset === -4 * 60 * MINUTE_MS ? 'EDT' : 'EST';
  if (offset === 0) return 'UTC';
  const minutes = Math.abs(offset) / MINUTE_MS;
  return `UTC${offset < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`;
}

/** `2019-02-04`. */
export function formatDate(time: number, zone: ZoneChoice): string {
  const { year, month, day } = civilTime(time, zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** `08:00`. */
export function formatClock(time: number, zone: ZoneChoice): string {
  const { hour, minute } = civilTime(time, zone);
  return `${two(hour)}:${two(minute)}`;
}

/** `08:00:00`. */
export function formatClockSeconds(time: number, zone: ZoneChoice): string {
  return `${formatClock(time, zone)}:${two(civilTime(time, zone).second)}`;
}

/** `2019-02-04 08:00`: for tables whose head says which zone. */
export function formatMinute(time: number, zone: ZoneChoice): string {
  return `${formatDate(time, zone)} ${formatClock(time, zone)}`;
}

/** `2019-02-04 08:00:00 (UTC)`: the full form. */
export function formatTime(time: number, zone: ZoneChoice): string {
  return `${formatDate(time, zone)} ${formatClockSeconds(time, zone)} (${zoneLabel(time, zone)})`;
}

/** `Mon 4 Feb 2019 08:00 UTC`: for the crosshair. */
export function formatLongTime(time: number, zone: ZoneChoice): string {
  const { weekday, day, month, year } = civilTime(time, zone);
  const date = `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]} ${year}`;
  return `${date} ${formatClock(time, zone)} ${zoneLabel(time, zone)}`;
}

export function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}

/** `Mon`; 0 is Sunday. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday] ?? String(weekday);
}

/** A length of time in its two largest units: `2 d 4 h`, `3 h 20 min`, `45 min`, `12 s`; from two years on, `11.9 years`. */
export function formatDuration(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS);
  if (minutes < 1) return `${Math.round(Math.abs(ms) / 1000)} s`;
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days >= 730) return `${(days / 365.25).toFixed(1)} years`;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}
