import type { EpochMs } from './units.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The offsets of one IANA time zone between two years, as a sorted table of the moments at which they change. */
interface OffsetTable {
  readonly fromMs: Float64Array;
  readonly offsetMs: Float64Array;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;
const tables = new Map<string, OffsetTable>();

/** UTC milliseconds of a civil date and time in UTC. `month` is 1 to 12. */
export function utcMs(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): EpochMs {
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond) as EpochMs;
}

/** A civil date and time. `month` is 1 to 12, `day` 1 to 31, `weekday` 0 (Sunday) to 6. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

/** Date and time in UTC of epoch milliseconds. For another zone, add `zoneOffsetMs` first. */
export function utcDate(time: number): CivilTime {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

/** `2019-02-04T08:00:00.000Z`: the way times are written for people and files. */
export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** Days since 1970-01-01 of a UTC time. */
export function epochDay(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** Day of the week in UTC: 0 is Sunday. */
export function utcWeekday(time: number): number {
  return (((epochDay(time) + 4) % 7) + 7) % 7;
}

/** Reads offsets as the runtime writes them: `GMT`, `GMT-05:00`, and with seconds where a zone kept its own mean time. */
function offsetReader(zone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  return (time) => {
    const text = format.format(time);
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
    if (match === null) throw new RangeError(`the runtime writes an offset of ${zone} as '${text}'`);
    const [, sign, hours, minutes, seconds] = match;
    const sizeMs = Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000;
    return sign === '-' ? -sizeMs : sizeMs;
  };
}

/** The shortest time between two changes of clocks that undo each other, as Brazil's in October 2000, is a week. */
const STEP_MS = 5 * DAY_MS;

/** Finds each change of offset by looking at every fifth day and halving the interval around a change. */
function buildTable(zone: string): OffsetTable {
  const read = offsetReader(zone);
  const start = utcMs(FIRST_YEAR, 1, 1);
  const end = utcMs(LAST_YEAR + 1, 1, 1);
  const fromMs = [Number.NEGATIVE_INFINITY];
  const offsets = [read(start)];
  for (let time: number = start; time < end; time += STEP_MS) {
    const before = offsets.at(-1) as number;
    const after = read(time + STEP_MS);
    if (after === before) continue;
    let low = time;
    let high = time + STEP_MS;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (read(middle) === before) low = middle;
      else high = middle;
    }
    fromMs.push(high);
    offsets.push(after);
  }
  return { fromMs: Float64Array.from(fromMs), offsetMs: Float64Array.from(offsets) };
}

function indexAt(fromMs: Float64Array, time: number): number {
  let low = 0;
  let high = fromMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((fromMs[middle] as number) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

function tableOf(zone: string): OffsetTable {
  let table = tables.get(zone);
  if (table === undefined) {
    table = buildTable(zone);
    tables.set(zone, table);
  }
  return table;
}

/** `true` where the runtime's time-zone data knows this IANA name. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions();
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds to add to UTC for the wall clock of an IANA zone.
 * The source is the time-zone database of the runtime, read once per zone into a table (1970 to 2099).
 */
export function zoneOffsetMs(zone: string, time: EpochMs): number {
  const table = tableOf(zone);
  return table.offsetMs[indexAt(table.fromMs, time)] as number;
}

/**
 * UTC time of a wall-clock time in an IANA zone, given as the milliseconds it would be if the clock showed UTC.
 * An hour that occurs twice (clocks set back) is read as its first occurrence; an hour that does not exist (clocks set
 * forward) is read with the offset before the change.
 */
export function wallToUtc(zone: string, wallMs: number): EpochMs {
  const table = tableOf(zone);
  const guess = indexAt(table.fromMs, wallMs);
  // The offset is less than a day and changes are weeks apart, so that the answer is next to the guess.
  for (let index = Math.max(0, guess - 1); index <= Math.min(guess + 1, table.fromMs.length - 1); index++) {
    const time = wallMs - (table.offsetMs[index] as number);
    if (time >= (table.fromMs[index + 1] ?? Number.POSITIVE_INFINITY)) continue;
    if (time >= (table.fromMs[index] as number)) return time as EpochMs;
    return (wallMs - (table.offsetMs[index - 1] as number)) as EpochMs;
  }
  return (wallMs - (table.offsetMs[guess] as number)) as EpochMs;
}
