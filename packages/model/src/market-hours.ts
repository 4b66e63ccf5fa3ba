import type { QuotedMarket, Session } from './instrument.ts';
import { isoTime, utcWeekday, wallToUtc, zoneOffsetMs } from './time-zone.ts';
import { NEW_YORK, tradingDayOpen } from './trading-calendar.ts';
import type { EpochMs } from './units.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const ROLLOVER_MINUTE = 17 * 60;
/** How far ahead an opening is looked for. */
const SEARCH_MS = 366 * DAY_MS;

/**
 * When a market is traded, from the sessions of its contract (New York) and the trading days on which it is closed.
 *
 * Moments are asked for in any order; neighbouring ones cost two comparisons, as the stretch of time that the last one lay
 * in is kept.
 */
export class MarketHours {
  readonly #sessions: readonly Session[];
  readonly #closedDays: ReadonlySet<string>;
  #from = 0;
  #until = -1;
  #isOpen = false;

  constructor(market: Pick<QuotedMarket, 'sessions' | 'closedDays'>) {
    this.#sessions = market.sessions;
    this.#closedDays = new Set(market.closedDays);
  }

  /** `true` from the moment on at which a session begins until it ends. */
  isOpen(time: number): boolean {
    if (!(time >= this.#from && time < this.#until)) this.#find(time);
    return this.#isOpen;
  }

  /** The first moment at or after `time` at which the market is open; infinite where it does not open within a year. */
  nextOpen(time: number): EpochMs {
    return this.#next(time, true);
  }

  /** The first moment at or after `time` at which the market is closed; infinite where it does not close within a year. */
  nextClose(time: number): EpochMs {
    return this.#next(time, false);
  }

  #next(time: number, open: boolean): EpochMs {
    let moment = time;
    while (moment < time + SEARCH_MS) {
      if (this.isOpen(moment) === open) return moment as EpochMs;
      moment = this.#until;
    }
    return Number.POSITIVE_INFINITY as EpochMs;
  }

  /** Keeps the longest stretch of the New York day of `time` in which nothing opens, closes or rolls over. */
  #find(time: number): void {
    const wall = time + zoneOffsetMs(NEW_YORK, time as EpochMs);
    const day = Math.floor(wall / DAY_MS) * DAY_MS;
    const weekday = utcWeekday(day);
    const minute = (wall - day) / MINUTE_MS;
    let from = 0;
    let until = DAY_MINUTES;
    const bound = (at: number): void => {
      if (at <= minute) from = Math.max(from, at);
      else until = Math.min(until, at);
    };
    bound(ROLLOVER_MINUTE);
    let isOpen = false;
    for (const session of this.#sessions) {
      if (session.weekday !== weekday) continue;
      bound(session.fromMinute);
      bound(session.toMinute);
      if (minute >= session.fromMinute && minute < session.toMinute) isOpen = true;
    }
    if (isOpen && this.#closedDays.size > 0) {
      const tradingDay = minute < ROLLOVER_MINUTE ? day : day + DAY_MS;
      isOpen = !this.#closedDays.has(isoTime(tradingDay).slice(0, 10));
    }
    this.#isOpen = isOpen;
    // An hour that the clocks repeat is shown twice by the wall: the stretch holds its moment in any case.
    this.#from = Math.min(time, wallToUtc(NEW_YORK, day + from * MINUTE_MS));
    this.#until = Math.max(time + 1, wallToUtc(NEW_YORK, day + until * MINUTE_MS));
  }
}

const hoursOf = new WeakMap<QuotedMarket, MarketHours>();

function marketHours(market: QuotedMarket): MarketHours {
  let hours = hoursOf.get(market);
  if (hours === undefined) {
    hours = new MarketHours(market);
    hoursOf.set(market, hours);
  }
  return hours;
}

/** Whether a market is traded at `time`; see `MarketHours`, which hot loops keep one of. */
export function isMarketOpen(market: QuotedMarket, time: EpochMs): boolean {
  return marketHours(market).isOpen(time);
}

/** The first moment at or after `time` at which the market is traded; infinite where there is none within a year. */
export function nextMarketOpen(market: QuotedMarket, time: EpochMs): EpochMs {
  return marketHours(market).nextOpen(time);
}

/** End of the trading day that holds `time`, at 17:00 New York: when an order of that day expires. */
export function tradingDayEnd(time: EpochMs): EpochMs {
  return tradingDayOpen((tradingDayOpen(time) + DAY_MS + DAY_MS / 2) as EpochMs);
}
