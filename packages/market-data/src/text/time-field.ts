/** How the time of a row is written. */
export type TimeFormat =
  /** Digits of a date and a clock with any separators, the date in this order: `2019-02-04 08:00:00.000+00:00`, `20120201 000003660`. */
  | { readonly kind: 'civil'; readonly order: DateOrder }
  /** A number since 1970-01-01 in units of this many milliseconds. */
  | { readonly kind: 'epoch'; readonly unitMs: number }
  /** Milliseconds since midnight of a date that the file's name gives. */
  | { readonly kind: 'day-milliseconds'; readonly dayStartMs: number };

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days from 1970-01-01 to a date of the Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Position of the reader in the field and the last run of digits: state of one parse, kept here so that none is allocated. */
let position = 0;
let runValue = 0;
let runLength = 0;

/** Skips what is no digit, then reads a run of at most `digitsMax` digits. */
function readRun(bytes: Uint8Array, to: number, digitsMax: number): boolean {
  while (position < to && ((bytes[position] as number) < 48 || (bytes[position] as number) > 57)) position++;
  runValue = 0;
  runLength = 0;
  while (position < to && runLength < digitsMax) {
    const code = bytes[position] as number;
    if (code < 48 || code > 57) break;
    runValue = runValue * 10 + (code - 48);
    runLength++;
    position++;
  }
  return runLength > 0;
}

/** `true` where the byte at `position` is a digit: the run went on past its limit. */
function isDigitAt(bytes: Uint8Array, to: number): boolean {
  const code = position < to ? (bytes[position] as number) : 0;
  return code >= 48 && code <= 57;
}

function readDate(bytes: Uint8Array, to: number, order: DateOrder): number {
  if (!readRun(bytes, to, 4)) return Number.NaN;
  let first = runValue;
  let second: number;
  let third: number;
  if (order === 'ymd' && runLength === 4 && isDigitAt(bytes, to)) {
    if (!readRun(bytes, to, 2)) return Number.NaN;
    second = runValue;
    if (!isDigitAt(bytes, to) || !readRun(bytes, to, 2)) return Number.NaN;
    third = runValue;
  } else {
    if (!readRun(bytes, to, 2)) return Number.NaN;
    second = runValue;
    if (!readRun(bytes, to, 4)) return Number.NaN;
    third = runValue;
  }
  if (order === 'dmy') [first, third] = [third, first];
  else if (order === 'mdy') [first, second, third] = [third, first, second];
  if (first < 1900 || first > 2200 || second < 1 || second > 12 || third < 1) return Number.NaN;
  if (third > (DAYS_IN_MONTH[second - 1] as number)) return Number.NaN;
  if (second === 2 && third === 29 && !isLeapYear(first)) return Number.NaN;
  return daysFromCivil(first, second, third) * DAY_MS;
}

function readFraction(bytes: Uint8Array, to: number): number {
  const code = position < to ? bytes[position] : 0;
  if (code !== 46 && code !== 44 && code !== 58) return 0;
  if (!readRun(bytes, to, 3)) return 0;
  const milliseconds = runLength === 3 ? runValue : runLength === 2 ? runValue * 10 : runValue * 100;
  while (isDigitAt(bytes, to)) position++;
  return milliseconds;
}

/** Milliseconds since midnight of a clock: `08:00`, `08:00:00.123`, `080000`, `080000123`. */
function readClock(bytes: Uint8Array, to: number): number {
  if (!readRun(bytes, to, 2)) return 0;
  const hour = runValue;
  let minute = 0;
  let second = 0;
  let milliseconds = 0;
  const packed = isDigitAt(bytes, to);
  if ((packed || bytes[position] === 58) && readRun(bytes, to, 2)) {
    minute = runValue;
    if ((packed ? isDigitAt(bytes, to) : bytes[position] === 58) && readRun(bytes, to, 2)) {
      second = runValue;
      if (packed && isDigitAt(bytes, to)) milliseconds = readRun(bytes, to, 3) ? runValue : 0;
      else milliseconds = readFraction(bytes, to);
    }
  }
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + milliseconds;
}

/** Offset from UTC written behind the clock (`Z`, `+02:00`, `GMT-0500`), in milliseconds; 0 where there is none. */
function readOffset(bytes: Uint8Array, to: number): number {
  while (position < to) {
    const code = bytes[position] as number;
    if (code === 43 || code === 45) {
      position++;
      if (!readRun(bytes, to, 2)) return Number.NaN;
      const hours = runValue;
      const minutes = readRun(bytes, to, 2) ? runValue : 0;
      return (code === 43 ? 1 : -1) * (hours * HOUR_MS + minutes * MINUTE_MS);
    }
    position++;
  }
  return 0;
}

/** Milliseconds of the date and clock in `bytes[from, to)`, less the offset where one is written; NaN where it is no time. */
export function parseCivilField(bytes: Uint8Array, from: number, to: number, order: DateOrder): number {
  position = from;
  const day = readDate(bytes, to, order);
  if (position >= to) return day;
  const clock = readClock(bytes, to);
  if (position >= to) return day + clock;
  return day + clock - readOffset(bytes, to);
}

/** Milliseconds since midnight of the clock in `bytes[from, to)`; NaN where it is none. */
export function parseClockField(bytes: Uint8Array, from: number, to: number): number {
  position = from;
  const code = bytes[from] as number;
  return from < to && code >= 48 && code <= 57 ? readClock(bytes, to) : Number.NaN;
}
