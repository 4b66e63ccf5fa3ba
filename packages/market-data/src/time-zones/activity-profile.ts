import { isoTime, type CandleColumns } from '@pipwright/model';
import type { TradingHours } from '../validation/trading-hours.ts';

const WEEK_MS = 7 * 86_400_000;
/** Candles of a stretch are averaged by hour of the day: long enough that single pieces of news do not show. */
const STRETCH_WEEKS = 12;
const HOURS = 24;
const SHIFT_HOURS_MAX = 3;
/** A stretch of fewer candles per hour of the day says nothing. */
const CANDLES_PER_HOUR_MIN = 30;
/** A shifted day must resemble the others by this much more than an unshifted one. */
const LEAD = 0.05;

/** A part of a file whose clock is not that of the rest. */
export interface ClockBreak {
  readonly from: number;
  readonly to: number;
  /** Hours by which its times lie behind (negative) or ahead of those of the rest. */
  readonly hours: number;
}

interface Stretch {
  first: number;
  last: number;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

function correlation(a: Float64Array, b: Float64Array, shift: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let hour = 0; hour < HOURS; hour++) {
    const x = a[(hour + shift + HOURS) % HOURS] as number;
    const y = b[hour] as number;
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const covariance = sumAB - (sumA * sumB) / HOURS;
  return covariance / Math.sqrt((sumAA - (sumA * sumA) / HOURS) * (sumBB - (sumB * sumB) / HOURS));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

/**
 * How lively each hour of the New York day is, over stretches of twelve weeks. A market's day has a shape (London and
 * New York open, news at 8:30) that stays the same for years, so that a broker who moved his server's clock shows as
 * stretches whose shape is shifted. The weekly open and close do not show it where he kept his sessions.
 */
export class ActivityProfile {
  readonly #hours: TradingHours;
  readonly #stretches = new Map<number, Stretch>();

  constructor(hours: TradingHours) {
    this.#hours = hours;
  }

  push({ time, high, low, length }: CandleColumns): void {
    for (let row = 0; row < length; row++) {
      const at = time[row] as number;
      const hour = Math.floor(this.#hours.minuteOfWeek(at) / 60) % HOURS;
      const stretch = this.#stretchOf(at);
      (stretch.sums[hour] as number) += ((high[row] as number) - (low[row] as number)) / (high[row] as number);
      (stretch.counts[hour] as number)++;
    }
  }

  /** Parts of the file whose day is shifted against that of most of it. */
  breaks(): ClockBreak[] {
    const stretches = [...this.#stretches]
      .toSorted(([a], [b]) => a - b)
      .map(([, stretch]) => stretch)
      .filter(({ counts }) => counts.every((count) => count >= CANDLES_PER_HOUR_MIN));
    if (stretches.length < 4) return [];
    const shapes = stretches.map(({ sums, counts }) =>
      normalised(sums.map((sum, hour) => sum / (counts[hour] as number))),
    );
    const usual = Float64Array.from({ length: HOURS }, (_, hour) =>
      median(shapes.map((shape) => shape[hour] as number)),
    );
    const breaks: ClockBreak[] = [];
    shapes.forEach((shape, index) => {
      const hours = shiftOfShape(shape, usual);
      const { first, last } = stretches[index] as Stretch;
      const before = breaks.at(-1);
      const previous = stretches[index - 1];
      if (hours === 0) return;
      if (before !== undefined && before.hours === hours && before.to === previous?.last)
        breaks[breaks.length - 1] = { ...before, to: last };
      else breaks.push({ from: first, to: last, hours });
    });
    return breaks;
  }

  #stretchOf(time: number): Stretch {
    const key = Math.floor(time / (STRETCH_WEEKS * WEEK_MS));
    let stretch = this.#stretches.get(key);
    if (stretch === undefined) {
      stretch = { first: time, last: time, sums: new Float64Array(HOURS), counts: new Float64Array(HOURS) };
      this.#stretches.set(key, stretch);
    }
    stretch.first = Math.min(stretch.first, time);
    stretch.last = Math.max(stretch.last, time);
    return stretch;
  }
}

/** The day's shape without its level: quiet and wild years look alike. */
function normalised(shape: Float64Array): Float64Array {
  const mean = shape.reduce((sum, value) => sum + value, 0) / HOURS;
  return shape.map((value) => value / mean);
}

/** Hours by which a shape must be moved to look like the usual one; 0 where none is clearly better. */
function shiftOfShape(shape: Float64Array, usual: Float64Array): number {
  const unshifted = correlation(shape, usual, 0);
  let best = 0;
  let bestScore = unshifted + LEAD;
  for (let shift = -SHIFT_HOURS_MAX; shift <= SHIFT_HOURS_MAX; shift++) {
    const score = correlation(shape, usual, shift);
    if (score > bestScore) {
      best = shift;
      bestScore = score;
    }
  }
  return best;
}

/** For people: one sentence for each break. */
export function clockBreakText({ from, to, hours }: ClockBreak): string {
  const distance = `${Math.abs(hours)} h ${hours < 0 ? 'early' : 'late'}`;
  const range = `${isoTime(from).slice(0, 10)} to ${isoTime(to).slice(0, 10)}`;
  return `from ${range} the times seem ${distance} against the rest of the file, by the hours at which the market is lively: the clock was changed; import that part with its own time zone`;
}
