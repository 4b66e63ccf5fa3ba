import { TRADING_WEEK_MS, tradingWeekOpen, type EpochMs } from '@pipwright/model';

const WEEK_MS = 7 * 24 * 3_600_000;
const HALF_DAY_MS = 12 * 3_600_000;

/**
 * Adds durations over trading time: the clock stands still from Friday 17:00 to Sunday 17:00 New York. Four hours after
 * Friday 16:00 is Sunday 20:00. A moment in the weekend counts as the Friday before. Holidays count as trading time.
 */
export class TradingTime {
  #weekOpen = Number.NaN;
  #nextWeekOpen = Number.NaN;

  /** The moment `durationMs` (up to a trading week) of trading time after `time`. */
  add(time: number, durationMs: number): number {
    if (!(time >= this.#weekOpen && time < this.#nextWeekOpen)) {
      this.#weekOpen = tradingWeekOpen(time as EpochMs);
      this.#nextWeekOpen = this.#weekAfter(this.#weekOpen);
    }
    const left = Math.max(0, this.#weekOpen + TRADING_WEEK_MS - time);
    if (durationMs <= left) return time + durationMs;
    let rest = durationMs - left;
    let open = this.#nextWeekOpen;
    for (; rest > TRADING_WEEK_MS; rest -= TRADING_WEEK_MS) open = this.#weekAfter(open);
    return open + rest;
  }

  /** The open of the next week; half a day of margin lets the clocks change on the way. */
  #weekAfter(weekOpen: number): number {
    return tradingWeekOpen((weekOpen + WEEK_MS + HALF_DAY_MS) as EpochMs);
  }
}
