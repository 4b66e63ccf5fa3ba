import { isInTradingWeek, utcDate, utcMs, type EpochMs } from '@pipwright/model';

/** What is asked of the feed. */
/** Days are not asked for: those of the feed end at midnight UTC, and the platform's D1 candles are made of hours. */
export type DukascopyGranularity = 'ticks' | 'M1' | 'H1';
export type DukascopyFeed = 'json' | 'bi5';

/** One answer of the feed: an hour of ticks, a day of minutes, or a month of hours. */
export interface DukascopyPeriod {
  readonly granularity: DukascopyGranularity;
  readonly start: EpochMs;
  /** Exclusive. */
  readonly end: EpochMs;
  readonly side: 'both' | 'bid' | 'ask';
}

function nextStart(start: EpochMs, granularity: DukascopyGranularity): EpochMs {
  const { year, month, day, hour } = utcDate(start);
  if (granularity === 'ticks') return utcMs(year, month, day, hour + 1);
  if (granularity === 'M1') return utcMs(year, month, day + 1);
  return utcMs(year, month + 1, 1);
}

function startOf(time: EpochMs, granularity: DukascopyGranularity): EpochMs {
  const { year, month, day, hour } = utcDate(time);
  if (granularity === 'ticks') return utcMs(year, month, day, hour);
  if (granularity === 'M1') return utcMs(year, month, day);
  return utcMs(year, month, 1);
}

/** Months always hold some trading; an hour or a day of the weekend holds none. */
function hasTrading(start: EpochMs, end: EpochMs): boolean {
  return isInTradingWeek(start) || isInTradingWeek((end - 1) as EpochMs) || end - start > 2 * 86_400_000;
}

/** The periods that cover `[from, to)`, in order of time; for candles one for each side. */
export function periodsBetween(from: EpochMs, to: EpochMs, granularity: DukascopyGranularity): DukascopyPeriod[] {
  const sides = granularity === 'ticks' ? (['both'] as const) : (['bid', 'ask'] as const);
  const periods: DukascopyPeriod[] = [];
  let start = startOf(from, granularity);
  while (start < to) {
    const end = nextStart(start, granularity);
    if (hasTrading(start, end)) for (const side of sides) periods.push({ granularity, start, end, side });
    start = end;
  }
  return periods;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const CANDLE_WORDS = { M1: 'minute', H1: 'hour' } as const;

/** Path of a period in the old feed. Its months count from zero. */
export function bi5Path(symbol: string, { granularity, start, side }: DukascopyPeriod): string {
  const { year, month, day, hour } = utcDate(start);
  const monthPath = `${symbol}/${year}/${two(month - 1)}`;
  if (granularity === 'ticks') return `${monthPath}/${two(day)}/${two(hour)}h_ticks.bi5`;
  const name = side.toUpperCase();
  if (granularity === 'M1') return `${monthPath}/${two(day)}/${name}_candles_min_1.bi5`;
  return `${monthPath}/${name}_candles_hour_1.bi5`;
}

/** Path of a period in the newer feed, without its date and with it. Its months count from one and have no zeros in front. */
export function jsonPath(
  symbol: string,
  { granularity, start, side }: DukascopyPeriod,
): { bucket: string; dated: string } {
  const code = `${symbol.slice(0, 3)}-${symbol.slice(3)}`;
  const { year, month, day, hour } = utcDate(start);
  if (granularity === 'ticks') {
    const bucket = `ticks/${code}`;
    return { bucket, dated: `${bucket}/${year}/${month}/${day}/${hour}` };
  }
  const bucket = `candles/${CANDLE_WORDS[granularity]}/${code}/${side.toUpperCase()}`;
  const date = granularity === 'M1' ? `${year}/${month}/${day}` : `${year}/${month}`;
  return { bucket, dated: `${bucket}/${date}` };
}
