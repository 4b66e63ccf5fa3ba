import { isoTime, timeframeMs, type QuotedMarket, type Timeframe } from '@pipwright/model';
import { TradingHours } from './trading-hours.ts';

const HOUR_MS = 3_600_000;
const HOURS_PER_WEEK = 7 * 24;
/** Below this share of candles an hour of the week is thin: its missing candles are quiet minutes, not lost data. */
const THIN_PRESENCE = 0.5;
/** Weeks from which the series itself is asked which hours are thin. */
const WEEKS_TO_LEARN = 4;
const GAPS_LISTED_MAX = 500;

/** A stretch without candles in which candles were to be expected. */
export interface Gap {
  /** Close of the last candle before it. */
  readonly from: number;
  /** Open of the first candle after it. */
  readonly to: number;
  /** Candles that lack inside sessions. */
  readonly missing: number;
}

/** What lacks in a series, weekends, holidays and thin hours not counted. */
export interface GapReport {
  readonly count: number;
  /** Candles that lack in all gaps together. */
  readonly missing: number;
  /** Single candles that lack here and there inside sessions, too few in a row to be a gap. */
  readonly scattered: number;
  /** The largest gaps, in order of time. */
  readonly gaps: readonly Gap[];
  /** One line for people. */
  readonly summary: string;
}

/** Expected candles that must lack in a row: a quiet market may well pass a few minutes without a quote. */
function gapThreshold(timeframe: Timeframe): number {
  return timeframe === 'M1' ? 5 : timeframe === 'M5' ? 2 : 0.9;
}

/**
 * Says of a moment whether candles are to be expected at it: in a session, on no holiday, and in an hour of the week in
 * which this series usually has them.
 */
export function expectationOf(
  times: Float64Array,
  timeframe: Timeframe,
  hours: TradingHours,
): (time: number) => boolean {
  const presence = presenceByHour(times, timeframe, hours);
  return (time) => {
    if (!hours.isExpected(time)) return false;
    const hour = Math.min(HOURS_PER_WEEK - 1, Math.floor(hours.minuteOfWeek(time) / 60));
    return (presence[hour] as number) >= THIN_PRESENCE;
  };
}

/** Share of the hour's candles that the series has, for each hour of the trading week. */
function presenceByHour(times: Float64Array, timeframe: Timeframe, hours: TradingHours): Float64Array {
  const step = timeframeMs(timeframe);
  const counts = new Float64Array(HOURS_PER_WEEK);
  const weeks = new Set<number>();
  for (const time of times) {
    const hour = Math.min(HOURS_PER_WEEK - 1, Math.floor(hours.minuteOfWeek(time) / 60));
    (counts[hour] as number)++;
    weeks.add(hours.weekOf(time));
  }
  const perHour = Math.max(1, HOUR_MS / step);
  if (weeks.size < WEEKS_TO_LEARN || step > HOUR_MS) return counts.fill(1);
  return counts.map((count) => Math.min(1, count / (weeks.size * perHour)));
}

interface Missing {
  readonly missing: number;
  readonly expected: number;
}

/** Counts the candles that lack between two times; thin hours weigh nothing. */
function missingBetween(from: number, to: number, step: number, hours: TradingHours, presence: Float64Array): Missing {
  let missing = 0;
  let expected = 0;
  for (let time = from; time < to; time += step) {
    if (!hours.isExpected(time)) continue;
    const hour = Math.min(HOURS_PER_WEEK - 1, Math.floor(hours.minuteOfWeek(time) / 60));
    const share = presence[hour] as number;
    if (share < THIN_PRESENCE) continue;
    missing++;
    expected += share;
  }
  return { missing, expected };
}

function duration(ms: number): string {
  const hours = ms / HOUR_MS;
  if (hours >= 48) return `${(hours / 24).toFixed(1)} days`;
  return hours >= 1 ? `${Number(hours.toFixed(1))} h` : `${Math.round(ms / 60_000)} min`;
}

function minuteText(time: number): string {
  return isoTime(time).slice(0, 16).replace('T', ' ');
}

function summaryOf(gaps: readonly Gap[], missing: number, scattered: number): string {
  const rest = scattered === 0 ? '' : `; ${scattered} single candles lack in quiet hours`;
  if (gaps.length === 0) return `no gaps${rest}`;
  const largest = gaps.reduce((worst, gap) => (gap.missing > worst.missing ? gap : worst));
  const where = `${minuteText(largest.from)} to ${minuteText(largest.to)} UTC, ${duration(largest.to - largest.from)}`;
  const count = gaps.length === 1 ? '1 gap' : `${gaps.length} gaps`;
  return `${count}, ${missing} candles missing in sessions; largest ${where}${rest}`;
}

/**
 * Finds the gaps of a series against its instrument's sessions. Weekends, holidays and the half days around them are no
 * gaps, nor are hours of the week in which the series itself mostly has no candle.
 *
 * @param times open times in ascending order
 */
export function findGaps(times: Float64Array, timeframe: Timeframe, instrument: QuotedMarket): GapReport {
  const hours = new TradingHours(instrument);
  const presence = presenceByHour(times, timeframe, hours);
  const step = timeframeMs(timeframe);
  const isWeekly = timeframe === 'W1';
  const threshold = gapThreshold(timeframe);
  const gaps: Gap[] = [];
  let missing = 0;
  let scattered = 0;
  for (let index = 1; index < times.length; index++) {
    const from = (times[index - 1] as number) + (isWeekly ? 7 * 24 * HOUR_MS : step);
    const to = times[index] as number;
    // An hour of slack for the weeks in which the clocks change.
    if (to - from < (step > HOUR_MS ? 2 * HOUR_MS : step)) continue;
    const lost = missingBetween(from, to, step, hours, presence);
    if (lost.expected >= threshold) {
      gaps.push({ from, to, missing: lost.missing });
      missing += lost.missing;
    } else {
      scattered += lost.missing;
    }
  }
  const listed = gaps
    .toSorted((a, b) => b.missing - a.missing)
    .slice(0, GAPS_LISTED_MAX)
    .toSorted((a, b) => a.from - b.from);
  return { count: gaps.length, missing, scattered, gaps: listed, summary: summaryOf(gaps, missing, scattered) };
}
