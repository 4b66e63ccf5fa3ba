import {
  NEW_YORK,
  tradingDayOpen,
  tradingWeekday,
  tradingWeekOpen,
  zoneOffsetMs,
  type EpochMs,
} from '@pipwright/model';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A wall clock in a zone. Offsets change on whole hours of UTC only, so that one look-up serves an hour. */
class WallClock {
  readonly #zone: string;
  #hour = Number.NaN;
  #offsetMs = 0;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Hours after midnight with their fraction, 0 to 24. */
  hours(time: number): number {
    const hour = Math.floor(time / HOUR_MS);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#offsetMs = zoneOffsetMs(this.#zone, time as EpochMs);
    }
    const wall = time + this.#offsetMs;
    return (wall - Math.floor(wall / DAY_MS) * DAY_MS) / HOUR_MS;
  }
}

export type ClockName =
  | 'newYorkHour'
  | 'londonHour'
  | 'tokyoHour'
  | 'sinceRolloverHours'
  | 'sinceWeekOpenHours'
  | 'weekday';

/**
 * What the clock says at the close of each candle of a block. Hours run from 0 to below 24. Time since the rollover and
 * since the week's open is counted from the trading day in which the candle opened, so that the last candle of a day
 * has 24 and that of a week 120. `weekday` is that trading day's: 1 Monday to 5 Friday.
 */
export class ClockColumns {
  readonly columns: Readonly<Record<ClockName, Float64Array>>;
  readonly #newYork = new WallClock(NEW_YORK);
  readonly #london = new WallClock('Europe/London');
  readonly #tokyo = new WallClock('Asia/Tokyo');
  #day = Number.NaN;
  #weekOpen = Number.NaN;
  #weekday = Number.NaN;

  constructor(capacity: number) {
    const column = (): Float64Array => new Float64Array(capacity);
    this.columns = {
      newYorkHour: column(),
      londonHour: column(),
      tokyoHour: column(),
      sinceRolloverHours: column(),
      sinceWeekOpenHours: column(),
      weekday: column(),
    };
  }

  /** Fills row `row` for a candle from `openTime` to `closeTime`. */
  fill(row: number, openTime: number, closeTime: number): void {
    const { columns } = this;
    const day = tradingDayOpen(openTime as EpochMs);
    if (day !== this.#day) {
      this.#day = day;
      this.#weekOpen = tradingWeekOpen(openTime as EpochMs);
      this.#weekday = tradingWeekday(day);
    }
    columns.newYorkHour[row] = this.#newYork.hours(closeTime);
    columns.londonHour[row] = this.#london.hours(closeTime);
    columns.tokyoHour[row] = this.#tokyo.hours(closeTime);
    columns.sinceRolloverHours[row] = (closeTime - day) / HOUR_MS;
    columns.sinceWeekOpenHours[row] = (closeTime - this.#weekOpen) / HOUR_MS;
    columns.weekday[row] = this.#weekday;
  }
}
