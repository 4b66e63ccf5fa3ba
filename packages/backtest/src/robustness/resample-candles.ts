import type { Random } from '@pipwright/kernel';
import {
  allocateCandles,
  candleCloseTime,
  timeframeMs,
  tradingDayOpen,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
} from '@pipwright/model';

export const CandleResampling = {
  /** Blocks drawn with replacement: another history of the same market. */
  Bootstrap: 'bootstrap',
  /** Whole trading days in another order: each move of the history happens once, and the end is where it was. */
  Shuffle: 'shuffle',
} as const;
export type CandleResampling = (typeof CandleResampling)[keyof typeof CandleResampling];

export interface ResampleCandlesOptions {
  readonly series: CandleSeries;
  /** Prices are rounded to it. */
  readonly tickSize: number;
  /** Default: bootstrap. */
  readonly method?: CandleResampling;
  /** Mean length of the bootstrap's blocks, in candles. Default: a trading day, or five candles of a day or a week. */
  readonly blockCandles?: number;
  readonly random: Random;
}

const DAY_MS = 86_400_000;
/** A candle that opens so long after the one before has closed opens a session. */
const SESSION_GAP_MS = 3_600_000;
const DAILY_BLOCK = 5;

/**
 * A made-up series at the same times as a real one. What moves is the logarithm of the bid: each candle takes its shape and
 * its step from the candle before from another candle **of the same time of day** (17:00 New York being its start), and
 * opens of sessions from other opens of sessions, so that quiet and busy hours and gaps stay where they are. The spread
 * stays with its time. Trends and patterns longer than a block are gone; the mean and the distribution of returns are kept.
 */
export function resampleCandles(options: ResampleCandlesOptions): CandleSeries {
  const { series, method = CandleResampling.Bootstrap, random } = options;
  const places = placesInDay(series);
  const { blockCandles = defaultBlock(series) } = options;
  const sources =
    method === CandleResampling.Shuffle
      ? shuffledDays(series, places, random.split('shuffled days'))
      : drawnBlocks(places, blockCandles, random.split('drawn blocks'));
  return { ...series, candles: assemble(series.candles, sources, Math.round(1 / options.tickSize)) };
}

function defaultBlock({ timeframe }: CandleSeries): number {
  return Math.max(DAILY_BLOCK, Math.round(DAY_MS / timeframeMs(timeframe)));
}

/** A number for each candle that equal ones have in common: time of day, and whether it opens a session. */
function placesInDay({ candles, timeframe }: CandleSeries): Int32Array {
  const durationMs = timeframeMs(timeframe);
  const places = new Int32Array(candles.length);
  let closed = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < candles.length; index++) {
    const time = candles.time[index] as EpochMs;
    const opensSession = time - closed >= SESSION_GAP_MS;
    // A week is longer than a day: weeks are all alike.
    const slot = durationMs > DAY_MS ? 0 : Math.floor((time - tradingDayOpen(time)) / durationMs);
    places[index] = 2 * slot + (opensSession ? 1 : 0);
    closed = candleCloseTime(time, timeframe);
  }
  return places;
}

/** Candles by their place. */
function candlesByPlace(places: Int32Array): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  for (let index = 0; index < places.length; index++) {
    const list = lists.get(places[index]!);
    if (list === undefined) lists.set(places[index]!, [index]);
    else list.push(index);
  }
  return lists;
}

/** For each candle the one that it is made of: blocks of geometric length that begin at the right time of any day. */
function drawnBlocks(places: Int32Array, blockCandles: number, random: Random): Int32Array {
  const lists = candlesByPlace(places);
  const restart = 1 / blockCandles;
  const sources = new Int32Array(places.length);
  let source = -1;
  for (let index = 0; index < places.length; index++) {
    const follows = index > 0 && source + 1 < places.length && places[source + 1] === places[index];
    if (follows && random.next() >= restart) source++;
    else {
      const list = lists.get(places[index]!)!;
      source = list[random.integer(list.length)]!;
    }
    sources[index] = source;
  }
  return sources;
}

/** For each candle the one that it is made of: trading days with the same candles change places. */
function shuffledDays({ candles }: CandleSeries, places: Int32Array, random: Random): Int32Array {
  const alike = new Map<string, { from: number; to: number }[]>();
  for (let from = 0; from < places.length;) {
    const day = tradingDayOpen(candles.time[from] as EpochMs);
    let to = from + 1;
    while (to < places.length && tradingDayOpen(candles.time[to] as EpochMs) === day) to++;
    // What led to the first candle is not known: its day stays where it is.
    const name = from === 0 ? 'first' : places.subarray(from, to).join(' ');
    const days = alike.get(name);
    if (days === undefined) alike.set(name, [{ from, to }]);
    else days.push({ from, to });
    from = to;
  }
  const sources = new Int32Array(places.length);
  for (const days of alike.values()) {
    const order = days.slice();
    for (let last = order.length - 1; last > 0; last--) {
      const other = random.integer(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    days.forEach(({ from, to }, day) => {
      for (let candle = 0; candle < to - from; candle++) sources[from + candle] = order[day]!.from + candle;
    });
  }
  return sources;
}

function assemble(real: CandleColumns, sources: Int32Array, ticksPerUnit: number): CandleColumns {
  const made = allocateCandles(real.length);
  const round = (value: number): number => Math.round(value * ticksPerUnit) / ticksPerUnit;
  // The close before is followed unrounded, so that roundings do not add up.
  let level = real.open[0] ?? 1;
  for (let index = 0; index < real.length; index++) {
    const source = sources[index]!;
    const before = source > 0 && index > 0 ? real.close[source - 1]! : real.open[source]!;
    const factor = level / before;
    made.time[index] = real.time[index]!;
    made.open[index] = round(real.open[source]! * factor);
    made.high[index] = round(real.high[source]! * factor);
    made.low[index] = round(real.low[source]! * factor);
    level = real.close[source]! * factor;
    made.close[index] = round(level);
    made.volume[index] = real.volume[source]!;
    addSpread(made, real, index, round);
  }
  return made;
}

/** The spread of the real candle at this time. */
function addSpread(made: CandleColumns, real: CandleColumns, index: number, round: (value: number) => number): void {
  const ask = (bid: Float64Array, realBid: Float64Array, realAsk: Float64Array): number =>
    round(bid[index]! + realAsk[index]! - realBid[index]!);
  const open = ask(made.open, real.open, real.askOpen);
  const close = ask(made.close, real.close, real.askClose);
  made.askOpen[index] = open;
  made.askClose[index] = close;
  made.askHigh[index] = Math.max(open, close, ask(made.high, real.high, real.askHigh));
  made.askLow[index] = Math.min(open, close, ask(made.low, real.low, real.askLow));
}
