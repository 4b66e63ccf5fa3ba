import { tradingWeekOpen, type EpochMs, type SymbolName } from '@pipwright/model';

/**
 * The spread of one symbol by the time of the week, fitted from quotes: for candles whose provider gave one side only.
 * Plain data; distances are points of the instrument.
 */
export interface SpreadModel {
  readonly version: 1;
  readonly symbol: SymbolName;
  /** What it was fitted from. */
  readonly source: 'ticks' | 'candles';
  /** First and last moment of what it was fitted from. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Minutes with quotes. */
  readonly minutes: number;
  /** One for each of `SPREAD_CLASSES`, in that order. */
  readonly classes: readonly SpreadClass[];
  /**
   * How the spread follows the range of its candle: it is multiplied by `(range / usual range) ^ exponent / normaliser`. The
   * normaliser makes the factor 1 on average.
   */
  readonly volatility: { readonly exponent: number; readonly normaliser: number };
}

/** The spread in one part of the week. */
export interface SpreadClass {
  /** Minutes with quotes. */
  readonly minutes: number;
  /** Mean over these minutes; null where there are none. */
  readonly mean: number | null;
  /** What is used: the mean, drawn towards that of the whole week where there are few minutes. */
  readonly spread: number;
  /** Of the minutes' spreads: 10, 50, 90 and 99 percent; null where there are none. */
  readonly quantiles: readonly [number, number, number, number] | null;
}

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const DAY_MS = DAY * MINUTE_MS;

/** Minutes around 17:00 New York in which banks turn the day over and few of them quote. */
const ROLLOVER_BEFORE = 5;
const ROLLOVER_AFTER = 15;

export const ROLLOVER_CLASS = 24;
const SUNDAY_17_CLASS = 25;
const SUNDAY_18_CLASS = 26;
const FRIDAY_16_CLASS = 27;

/** Parts of the week with a spread of their own: hours of New York, the rollover, and the ends of the week. */
export const SPREAD_CLASSES: readonly string[] = [
  ...Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
  '16:55 to 17:15',
  'Sunday 17:00',
  'Sunday 18:00',
  'Friday 16:00',
];

/** Class of each minute of the week, which begins on Sunday 17:00 New York. */
const classOfMinute = Uint8Array.from({ length: WEEK }, (_, minute) => {
  if (minute < HOUR) return SUNDAY_17_CLASS;
  if (minute < 2 * HOUR) return SUNDAY_18_CLASS;
  // Quotes of the weekend, where a provider has any, are those of its ends.
  if (minute >= 5 * DAY) return minute < 6 * DAY ? FRIDAY_16_CLASS : SUNDAY_17_CLASS;
  if (minute >= 5 * DAY - HOUR) return FRIDAY_16_CLASS;
  const inDay = minute % DAY;
  if (inDay < ROLLOVER_AFTER || inDay >= DAY - ROLLOVER_BEFORE) return ROLLOVER_CLASS;
  return (17 + Math.floor(inDay / HOUR)) % 24;
});

/** Tells the part of the week of one moment after the other; neighbouring moments cost a subtraction. */
export class SpreadClock {
  #weekOpen = 0;
  #weekEnd = -1;

  /** Index into `SPREAD_CLASSES`. */
  classAt(time: number): number {
    if (!(time >= this.#weekOpen && time < this.#weekEnd)) {
      this.#weekOpen = tradingWeekOpen(time as EpochMs);
      this.#weekEnd = tradingWeekOpen((this.#weekOpen + 7 * DAY_MS + DAY_MS / 2) as EpochMs);
    }
    const minute = Math.floor((time - this.#weekOpen) / MINUTE_MS);
    // A week in which the clocks are set back has an hour more, on its Sunday.
    return classOfMinute[Math.min(minute, WEEK - 1)]!;
  }
}

/**
 * How much wider than on average the spread is at each hour of New York (24 numbers, from midnight on): what slippage may be
 * scaled by, as both are prices of missing depth.
 */
export function hourFactorsOf({ classes }: SpreadModel): number[] {
  const hours = classes.slice(0, ROLLOVER_CLASS).map(({ spread }) => spread);
  const mean = hours.reduce((sum, spread) => sum + spread, 0) / hours.length;
  return hours.map((spread) => (mean > 0 ? spread / mean : 1));
}

/** Ratios of ranges beyond this say more about one candle than about its market. */
const RATIO_MAX = 8;
/** What a market that stands still has as its range, in points, so that ratios stay finite. */
const RANGE_FLOOR = 1;
const FACTOR_MIN = 0.5;
const FACTOR_MAX = 4;

/** A range against its usual one, in points, within bounds. */
export function rangeRatio(range: number, usual: number): number {
  const ratio = (range + RANGE_FLOOR) / (usual + RANGE_FLOOR);
  return Math.min(RATIO_MAX, Math.max(1 / RATIO_MAX, ratio));
}

/** By how much a candle of this range has another spread than the part of the week. */
export function volatilityFactor({ exponent, normaliser }: SpreadModel['volatility'], ratio: number): number {
  if (exponent === 0) return 1;
  return Math.min(FACTOR_MAX, Math.max(FACTOR_MIN, ratio ** exponent / normaliser));
}
