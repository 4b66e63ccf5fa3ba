import {
  NEW_YORK,
  tradingDayOpen,
  tradingWeekday,
  tradingWeekOpen,
  zoneOffsetMs,
  type EpochMs,
} from '@pipwright/model';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type ClockName =
  | 'newYorkMinute'
  | 'londonMinute'
  | 'tokyoMinute'
  | 'sydneyMinute'
  | 'sinceRolloverHours'
  | 'sinceWeekOpenHours'
  | 'weekday';

const ZONES = [NEW_YORK, 'Europe/London', 'Asia/Tokyo', 'Australia/Sydney'] as const;

/**
 * What the clock says at the close of each candle of a block. Minutes are those of the day, 0 to 1439, whole ones. Time
 * since the rollover and since the week's open is counted from the trading day in which the candle opened, so that the
 * last candle of a day has 24 hours and that of a week 120. `weekday` is that trading day's: 1 Monday to 5 Friday.
 *
 * Keeps nothing that depends on the rows before: what it remembers only spares looking the same hour up again.
 */
export class ClockColumns {
  readonly columns: Readonly<Record<ClockName, Float64Array>>;
  readonly #minutes: readonly Float64Array[];
  #dayOpen = Number.NaN;
  #dayEnd = Number.NaN;
  #weekOpen = Number.NaN;
  #weekday = Number.NaN;
  #hour = Number.NaN;
  /** Minute of the day at the begin of the hour, per zone. Offsets change on whole hours of UTC only. */
  readonly #hourMinutes = new Float64Array(ZONES.length);

  constructor(capacity: number) {
    const column = (): Float64Array => new Float64Array(capacity);
    this.columns = {
      newYorkMinute: column(),
      londonMinute: column(),
      tokyoMinute: column(),
      sydneyMinute: column(),
      sinceRolloverHours: column(),
      sinceWeekOpenHours: column(),
      weekday: column(),
    };
    const { newYorkMinute, londonMinute, tokyoMinute, sydneyMinute } = this.columns;
    this.#minutes = [newYorkMinute, londonMinute, tokyoMinute, sydneyMinute];
  }

  /** Fills the first `length` rows, and `session` with the open of the trading day in which each candle opened. */
  fill(openTimes: Float64Array, closeTimes: Float64Array, session: Float64Array, length: number): void {
    const { sinceRolloverHours, sinceWeekOpenHours, weekday } = this.columns;
    for (let row = 0; row < length; row++) {
      const openTime = openTimes[row] as number;
      const closeTime = closeTimes[row] as number;
      if (!(openTime >= this.#dayOpen && openTime < this.#dayEnd)) this.#findDay(openTime);
      session[row] = this.#dayOpen;
      sinceRolloverHours[row] = (closeTime - this.#dayOpen) / HOUR_MS;
      sinceWeekOpenHours[row] = (closeTime - this.#weekOpen) / HOUR_MS;
      weekday[row] = this.#weekday;
      if (!(closeTime >= this.#hour && closeTime < this.#hour + HOUR_MS)) this.#findHour(closeTime);
      const minute = Math.floor((closeTime - this.#hour) / MINUTE_MS);
      for (let zone = 0; zone < ZONES.length; zone++) {
        (this.#minutes[zone] as Float64Array)[row] = (this.#hourMinutes[zone] as number) + minute;
      }
    }
  }

  #findDay(openTime: number): void {
    this.#dayOpen = tradingDayOpen(openTime as EpochMs);
    const next = tradingDayOpen((this.#dayOpen + DAY_MS) as EpochMs);
    // A day of 25 hours still runs at the moment asked for; its end is looked up when it has come.
    this.#dayEnd = next > this.#dayOpen ? next : openTime + 1;
    this.#weekOpen = tradingWeekOpen(openTime as EpochMs);
    this.#weekday = tradingWeekday(this.#dayOpen as EpochMs);
  }

  #findHour(closeTime: number): void {
    this.#hour = Math.floor(closeTime / HOUR_MS) * HOUR_MS;
    ZONES.forEach((zone, index) => {
      const wall = this.#hour + zoneOffsetMs(zone, this.#hour as EpochMs);
      this.#hourMinutes[index] = Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);
    });
  }
}
