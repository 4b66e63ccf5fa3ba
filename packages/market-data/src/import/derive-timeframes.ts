import {
  candleOpenTime,
  sliceCandles,
  timeframeMs,
  tradingWeekOpen,
  type AskSource,
  type CandleColumns,
  type EpochMs,
  type QuotedMarket,
  type Timeframe,
} from '@pipwright/model';
import type { CandleStore, WriteSummary } from '@pipwright/storage/ports';
import { aggregateCandles, higherTimeframes } from '../candles/aggregate-candles.ts';
import { pickCandles } from '../candles/candle-builder.ts';
import { errors } from '../errors.ts';
import { expectationOf } from '../validation/find-gaps.ts';
import { TradingHours } from '../validation/trading-hours.ts';
import { findHoles, incompleteOpens } from './incomplete-candles.ts';
import { addWritten, NOTHING_WRITTEN } from './import-report.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** A quarter of minutes is 7 MB of columns; the store is asked 40 times for ten years. */
const WINDOW_WEEKS = 13;

export interface DeriveOptions {
  readonly store: CandleStore;
  readonly instrument: QuotedMarket;
  /** The series that the longer ones are made of. */
  readonly base: Timeframe;
  /** What has changed in it. */
  readonly range: { readonly from: EpochMs; readonly to: EpochMs };
  readonly source: string;
  readonly signal?: AbortSignal | undefined;
}

/** What was stored of one derived series. */
export interface DerivedSeries {
  readonly timeframe: Timeframe;
  written: WriteSummary;
  incomplete: number;
}

/** A stretch of whole trading weeks whose base candles share the origin of their ask side. */
interface Stretch {
  readonly askSource: AskSource;
  readonly candles: CandleColumns;
}

function nextWeek(week: number, weeks: number): EpochMs {
  // From the middle of the week, so that a change of clocks on the way does no harm.
  return tradingWeekOpen((week + weeks * WEEK_MS + WEEK_MS / 2) as EpochMs);
}

/**
 * The candles of a window, split by week where their ask side is not the same throughout: the store names the worst of
 * a range, and one assumed ask must not spoil a quarter.
 */
async function readStretches(options: DeriveOptions, from: EpochMs, to: EpochMs, isMixed: boolean): Promise<Stretch[]> {
  const { store, instrument, base } = options;
  const key = { symbol: instrument.symbol, timeframe: base };
  const whole = await store.readCandles(key, { from, to });
  if (!isMixed || whole.candles.length === 0 || whole.askSource !== 'assumed') return [whole];
  const stretches: { askSource: AskSource; start: number; end: number }[] = [];
  let row = 0;
  for (let week: EpochMs = from; week < to; week = nextWeek(week, 1)) {
    const start = row;
    const end = nextWeek(week, 1);
    while (row < whole.candles.length && (whole.candles.time[row] as number) < end) row++;
    if (row === start) continue;
    const { askSource } = await store.readCandles(key, { from: week, to: end });
    const last = stretches.at(-1);
    if (last?.askSource === askSource) last.end = row;
    else stretches.push({ askSource, start, end: row });
  }
  return stretches.map(({ askSource, start, end }) => ({
    askSource,
    candles: sliceCandles(whole.candles, start, end),
  }));
}

/** `true` where some candles of the base have an assumed ask side and others have not. */
async function hasMixedAsk({ store, instrument, base }: DeriveOptions): Promise<boolean> {
  const all = await store.listSeries();
  const series = all.find(({ symbol, timeframe }) => symbol === instrument.symbol && timeframe === base);
  return series !== undefined && series.assumedAsk > 0 && series.assumedAsk < series.count;
}

/** Candles without those that open at one of `opens`. */
function without(candles: CandleColumns, opens: ReadonlySet<number>): CandleColumns {
  if (opens.size === 0) return candles;
  const rows: number[] = [];
  for (let row = 0; row < candles.length; row++) if (!opens.has(candles.time[row] as number)) rows.push(row);
  return rows.length === candles.length ? candles : pickCandles(candles, rows);
}

/**
 * Makes the longer timeframes of a stored series and stores them with the origin `aggregated`, so that candles that a
 * provider gave as such win. Whole trading weeks around `range` are read again, so that what an earlier import left
 * incomplete at its edge is made now. A candle whose period the data do not cover to its edge is left out: it would be
 * taken for closed, and the first of equals stays in the store.
 */
export async function deriveTimeframes(options: DeriveOptions): Promise<DerivedSeries[]> {
  const { store, instrument, base, range, source } = options;
  const derived = higherTimeframes(base).map((timeframe) => ({ timeframe, written: NOTHING_WRITTEN, incomplete: 0 }));
  const hours = new TradingHours(instrument);
  const isMixed = await hasMixedAsk(options);
  const end = nextWeek(tradingWeekOpen((range.to - 1) as EpochMs), 1);
  for (let from = tradingWeekOpen(range.from); from < end; from = nextWeek(from, WINDOW_WEEKS)) {
    if (options.signal?.aborted === true) throw errors.IMPORT_ABORTED({ file: `${instrument.symbol} ${base}` });
    const to = Math.min(nextWeek(from, WINDOW_WEEKS), end) as EpochMs;
    const stretches = await readStretches(options, from, to, isMixed);
    const times = joinedTimes(stretches);
    if (times.length === 0) continue;
    const isExpected = expectationOf(times, base, hours);
    const holes = findHoles(times, timeframeMs(base), { from, to }, isExpected);
    for (const series of derived) {
      const skip = incompleteOpens(holes, series.timeframe, isExpected);
      series.incomplete += countPresent(times, skip, series.timeframe);
      for (const { askSource, candles } of stretches) {
        const { timeframe } = series;
        const made = without(aggregateCandles(candles, base, timeframe), skip);
        if (made.length === 0) continue;
        const key = { symbol: instrument.symbol, timeframe, askSource, origin: 'aggregated', source } as const;
        series.written = addWritten(series.written, await store.writeCandles({ ...key, candles: made }));
      }
    }
  }
  return derived;
}

function joinedTimes(stretches: readonly Stretch[]): Float64Array {
  const parts = stretches.map(({ candles }) => candles.time);
  return parts.length === 1 ? (parts[0] as Float64Array) : Float64Array.from(parts.flatMap((part) => [...part]));
}

/** How many of the incomplete periods hold a candle at all. */
function countPresent(times: Float64Array, opens: ReadonlySet<number>, timeframe: Timeframe): number {
  if (opens.size === 0) return 0;
  const present = new Set<number>();
  for (const time of times) {
    const open = candleOpenTime(time as EpochMs, timeframe);
    if (opens.has(open)) present.add(open);
  }
  return present.size;
}
