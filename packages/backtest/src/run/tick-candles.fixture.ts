import { createRandom } from '@pipwright/kernel';
import {
  AskSource,
  candleOpenTime,
  candlesFrom,
  fromPoints,
  type Candle,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The candles that ticks make, each side by itself. Times without a tick have no candle. */
export function candlesOfTicks(ticks: TickColumns, instrument: Instrument, timeframe: Timeframe): CandleSeries {
  const candles: Mutable<Candle>[] = [];
  for (let index = 0; index < ticks.length; index++) {
    const time = candleOpenTime(ticks.time[index]! as EpochMs, timeframe);
    const bid = ticks.bid[index]!;
    const ask = ticks.ask[index]!;
    const last = candles.at(-1);
    if (last === undefined || last.time !== time) {
      const bids = { open: bid, high: bid, low: bid, close: bid };
      candles.push({ time, ...bids, askOpen: ask, askHigh: ask, askLow: ask, askClose: ask, volume: 1 });
      continue;
    }
    last.high = Math.max(last.high, bid);
    last.low = Math.min(last.low, bid);
    last.close = bid;
    last.askHigh = Math.max(last.askHigh, ask);
    last.askLow = Math.min(last.askLow, ask);
    last.askClose = ask;
    last.volume++;
  }
  return { symbol: instrument.symbol, timeframe, askSource: AskSource.Quoted, candles: candlesFrom(candles) };
}

export interface SteppingTicks {
  readonly seed: number;
  readonly start: number;
  readonly length: number;
  readonly instrument: Instrument;
  /** Points. */
  readonly price: number;
  readonly spread: number;
}

/** Ticks a second apart whose price goes a point up or down with each: they pass through every price. */
export function steppingTicks({ seed, start, length, instrument, price, spread }: SteppingTicks): TickColumns {
  const random = createRandom(`stepping ticks ${seed}`);
  const time = Float64Array.from({ length }, (_, index) => start + index * 1000);
  const points = new Float64Array(length);
  let at = price;
  for (let index = 0; index < length; index++) {
    points[index] = at;
    at += random.next() < 0.5 ? -1 : 1;
  }
  const side = (shift: number): Float64Array => points.map((each) => fromPoints(instrument, each + shift));
  const volume = new Float64Array(length);
  return { length, time, bid: side(0), ask: side(spread), bidVolume: volume, askVolume: volume };
}
