import {
  AssetClass,
  isMarketHoliday,
  NEW_YORK,
  tradingDayOpen,
  tradingWeekOpen,
  utcDate,
  zoneOffsetMs,
  type EpochMs,
  type QuotedMarket,
} from '@pipwright/model';
import { americanHolidays, europeanHolidays } from './public-holidays.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MINUTES = 7 * 1440;
const ROLLOVER_MINUTE = 17 * 60;
/** The day before a closed one ends early and the one after begins late. */
const HOLIDAY_SHADOW_MS = 12 * HOUR_MS;

const noHolidays = (): readonly number[] => [];

/** Foreign exchange keeps none; metals and most share indices follow Chicago, the others their own exchange. */
function holidaysOf({ assetClass, hoursDiffer }: QuotedMarket): (year: number) => readonly number[] {
  if (assetClass === AssetClass.Forex) return noHolidays;
  return hoursDiffer === true ? europeanHolidays : americanHolidays;
}

/** When an instrument is traded, asked for one moment after the other. */
export class TradingHours {
  /** 1 for each minute of the week from Sunday 17:00 New York in which there is a session. */
  readonly #open = new Uint8Array(WEEK_MINUTES);
  /** Holidays besides those of all markets. */
  readonly #holidaysOf: (year: number) => readonly number[];
  readonly #holidays = new Map<number, ReadonlySet<number>>();
  #weekOpen = 0;
  #weekEnd = -1;
  #dayOpen = 0;
  #dayEnd = -1;
  #isHoliday = false;

  constructor(instrument: QuotedMarket) {
    this.#holidaysOf = holidaysOf(instrument);
    for (const session of instrument.sessions) {
      for (let minute = session.fromMinute; minute < session.toMinute; minute++) {
        const index = session.weekday * 1440 + minute - ROLLOVER_MINUTE;
        this.#open[(index + WEEK_MINUTES) % WEEK_MINUTES] = 1;
      }
    }
  }

  /** Minutes since the trading week's open. The clocks change in the weekend, so that a week's minutes are all alike. */
  minuteOfWeek(time: number): number {
    if (!(time >= this.#weekOpen && time < this.#weekEnd)) {
      this.#weekOpen = tradingWeekOpen(time as EpochMs);
      this.#weekEnd = tradingWeekOpen((this.#weekOpen + 7 * DAY_MS + DAY_MS / 2) as EpochMs);
    }
    return Math.floor((time - this.#weekOpen) / MINUTE_MS);
  }

  /** Start of the trading week that holds `time`. */
  weekOf(time: number): number {
    this.minuteOfWeek(time);
    return this.#weekOpen;
  }

  /** `true` inside a session, holidays or not. */
  isSession(time: number): boolean {
    return this.#open[Math.min(this.minuteOfWeek(time), WEEK_MINUTES - 1)] === 1;
  }

  /** `true` on a holiday, and half a day before and after it. */
  isNearHoliday(time: number): boolean {
    if (!(time >= this.#dayOpen && time < this.#dayEnd)) {
      this.#dayOpen = Math.floor(time / HOLIDAY_SHADOW_MS) * HOLIDAY_SHADOW_MS;
      this.#dayEnd = this.#dayOpen + HOLIDAY_SHADOW_MS;
      const moments = [
        this.#dayOpen - HOLIDAY_SHADOW_MS,
        this.#dayOpen,
        this.#dayEnd,
        this.#dayEnd + HOLIDAY_SHADOW_MS - 1,
      ];
      this.#isHoliday = moments.some((moment) => this.#isHolidayAt(moment));
    }
    return this.#isHoliday;
  }

  /** `true` where quotes are to be expected. */
  isExpected(time: number): boolean {
    return this.isSession(time) && !this.isNearHoliday(time);
  }

  #isHolidayAt(time: number): boolean {
    if (isMarketHoliday(time as EpochMs)) return true;
    if (this.#holidaysOf === noHolidays) return false;
    const day = tradingDayOpen(time as EpochMs);
    const date = Math.floor((day + DAY_MS / 2 + zoneOffsetMs(NEW_YORK, day)) / DAY_MS) * DAY_MS;
    const { year } = utcDate(date);
    let holidays = this.#holidays.get(year);
    if (holidays === undefined) {
      holidays = new Set(this.#holidaysOf(year));
      this.#holidays.set(year, holidays);
    }
    return holidays.has(date);
  }
}
