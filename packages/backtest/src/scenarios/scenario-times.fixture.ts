import { isoTime, utcMs, type EpochMs } from '@pipwright/model';

const TIME = /^(?:(\d{4})-(\d{2})-(\d{2}) +)?(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?(?: +|$)/;
const DAY_MS = 86_400_000;

/** Reads the times at the start of lines; a line without a date is on the date of the one before. */
export class ScenarioTimes {
  #day: number;

  /** `day` is any moment of the date on which the first line is, where it names none. */
  constructor(day = Number.NaN) {
    this.#day = Math.floor(day / DAY_MS) * DAY_MS;
  }

  /** Splits a line into its time and the rest. Throws `Error` where it does not open with a time. */
  read(line: string): { readonly time: EpochMs; readonly rest: string } {
    const match = TIME.exec(line);
    if (match === null) throw new Error(`'${line}' does not open with a time`);
    const [all, year, month, day, hour, minute, second = '0', millisecond = '0'] = match;
    if (year !== undefined) this.#day = utcMs(Number(year), Number(month), Number(day));
    if (Number.isNaN(this.#day)) throw new Error(`'${line}' opens a block and has no date`);
    const inDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(millisecond);
    return { time: (this.#day + inDay) as EpochMs, rest: line.slice(all.length).trim() };
  }
}

/** `2019-02-05 08:00`, with seconds and thousandths where there are any. */
export function showTime(time: number): string {
  const text = isoTime(time).replace('T', ' ').replace('Z', '');
  return text.replace(/\.000$/, '').replace(/:00$/, '');
}
