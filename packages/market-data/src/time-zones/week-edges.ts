import { tradingWeekOpen, TRADING_WEEK_MS, type EpochMs, type QuotedMarket } from '@pipwright/model';
import { timeZoneRule } from './time-zone-rule.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Weekends are the only regular breaks longer than this; Christmas and New Year are shorter or lie beside one. */
const WEEKEND_MS_MIN = 30 * HOUR_MS;
const ROLLOVER_MINUTE = 17 * 60;

/** Which daylight-saving times are in force: neither, both, or only the American one (three and one weeks a year). */
export type DaylightSeason = 'winter' | 'summer' | 'us-only';

/** First and last trade around one weekend, as the clock of the file would have to be ahead of UTC to fit them. */
export interface WeekEdge {
  readonly season: DaylightSeason;
  /** Clock of the last candle's close less UTC of the market's close. A market never closes later: at most the true offset. */
  readonly closeOffsetMs: number;
  /** Clock of the first candle's open less UTC of the market's open. A venue may open later: at least the true offset. */
  readonly openOffsetMs: number;
}

const newYork = timeZoneRule('America/New_York');
const europe = timeZoneRule('eu');

function seasonAt(time: number): DaylightSeason {
  const american = newYork.offsetMs(time) === -4 * HOUR_MS;
  const european = europe.offsetMs(time) === 3 * HOUR_MS;
  return american === european ? (american ? 'summer' : 'winter') : 'us-only';
}

/** Minutes by which a market opens after Sunday 17:00 and closes before Friday 17:00 New York. */
function weekHours(instrument: QuotedMarket): { opensLateMs: number; closesEarlyMs: number } {
  const sunday = instrument.sessions.find((session) => session.weekday === 0);
  const friday = instrument.sessions.filter((session) => session.weekday === 5);
  const last = Math.max(...friday.map((session) => session.toMinute), 0);
  return {
    opensLateMs: ((sunday?.fromMinute ?? ROLLOVER_MINUTE) - ROLLOVER_MINUTE) * MINUTE_MS,
    closesEarlyMs: (ROLLOVER_MINUTE - (last === 0 ? ROLLOVER_MINUTE : last)) * MINUTE_MS,
  };
}

/** Collects the weekends of a series from its clock times, given in ascending order. */
export class WeekEdgeFinder {
  readonly edges: WeekEdge[] = [];
  readonly #hours: { opensLateMs: number; closesEarlyMs: number };
  readonly #durationMs: number;
  #previous = Number.NaN;

  /** `durationMs` is the length of a candle; 0 for ticks. */
  constructor(instrument: QuotedMarket, durationMs: number) {
    this.#hours = weekHours(instrument);
    this.#durationMs = durationMs;
  }

  push(wall: number): void {
    const before = this.#previous;
    this.#previous = wall;
    // NaN compares false: the first time opens no weekend.
    if (!(wall - before >= WEEKEND_MS_MIN) || wall - before > 4 * DAY_MS) return;
    const close = before + this.#durationMs;
    // Within half a day the week is certain, whatever the clock: count from the middle of the break.
    const middle = (close + wall) / 2;
    const nextOpen = tradingWeekOpen((middle + 2 * DAY_MS) as EpochMs);
    const lastClose = tradingWeekOpen((nextOpen - DAY_MS) as EpochMs) + TRADING_WEEK_MS;
    const season = seasonAt(nextOpen + HOUR_MS);
    if (season !== seasonAt(lastClose)) return;
    const closeOffsetMs = close - (lastClose - this.#hours.closesEarlyMs);
    const openOffsetMs = wall - (nextOpen + this.#hours.opensLateMs);
    if (Math.abs(closeOffsetMs) > DAY_MS || Math.abs(openOffsetMs) > DAY_MS) return;
    this.edges.push({ season, closeOffsetMs, openOffsetMs });
  }
}
