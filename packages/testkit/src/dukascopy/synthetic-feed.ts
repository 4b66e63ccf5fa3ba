import { createRandom } from '@pipwright/kernel';
import { isInTradingWeek, utcDate, utcMs, type EpochMs, type TickColumns } from '@pipwright/model';
import { encodeBi5Candles, encodeBi5Ticks, type FeedCandle } from './encode-bi5.ts';
import { encodeJsonCandles, encodeJsonTicks } from './encode-json.ts';
import type { FeedContent } from './fake-dukascopy.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const TICKS_PER_MINUTE = 3;

/** A market whose ticks of any hour are a function of the seed and the hour, quoted with five decimals. */
export class SyntheticFeed implements FeedContent {
  readonly #seed: number;
  readonly #priceScale = 100_000;
  readonly #made = new Map<string, Uint8Array | string | null>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  ticksOf(hour: number): TickColumns {
    const isOpen = isInTradingWeek(hour as EpochMs);
    const length = isOpen ? 60 * TICKS_PER_MINUTE : 0;
    const random = createRandom(this.#seed).split(String(hour));
    const ticks = {
      length,
      time: new Float64Array(length),
      bid: new Float64Array(length),
      ask: new Float64Array(length),
      bidVolume: new Float64Array(length),
      askVolume: new Float64Array(length),
    };
    // A slow wave carries the price from hour to hour; the ticks wander around it.
    let points = 110_000 + Math.round(500 * Math.sin(hour / (37 * HOUR_MS)));
    for (let index = 0; index < length; index++) {
      points += random.integer(9) - 4;
      ticks.time[index] = hour + Math.floor((index * MINUTE_MS) / TICKS_PER_MINUTE) + random.integer(1000);
      ticks.bid[index] = points / this.#priceScale;
      ticks.ask[index] = (points + 5 + random.integer(8)) / this.#priceScale;
      ticks.bidVolume[index] = (1 + random.integer(20)) / 4;
      ticks.askVolume[index] = (1 + random.integer(20)) / 4;
    }
    return ticks;
  }

  /** Candles of one side between two times, hours or minutes, without fillings. */
  candlesOf(side: 'bid' | 'ask', start: number, end: number, stepMs: number): FeedCandle[] {
    const candles = new Map<number, FeedCandle>();
    for (let hour = start; hour < end; hour += HOUR_MS) {
      const ticks = this.ticksOf(hour);
      for (let index = 0; index < ticks.length; index++) {
        const time = Math.floor((ticks.time[index] as number) / stepMs) * stepMs;
        const price = (side === 'bid' ? ticks.bid : ticks.ask)[index] as number;
        const volume = (side === 'bid' ? ticks.bidVolume : ticks.askVolume)[index] as number;
        const before = candles.get(time) ?? { time, open: price, high: price, low: price, close: price, volume: 0 };
        candles.set(time, {
          ...before,
          high: Math.max(before.high, price),
          low: Math.min(before.low, price),
          close: price,
          volume: before.volume + volume,
        });
      }
    }
    return [...candles.values()];
  }

  bi5(path: string): Uint8Array | null {
    return this.#once(path, () => this.#makeBi5(path));
  }

  json(path: string, from: number | undefined): string | null {
    return this.#once(`${path} ${from}`, () => this.#makeJson(path, from));
  }

  #once<Body extends Uint8Array | string | null>(key: string, make: () => Body): Body {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as Body;
  }

  #makeBi5(path: string): Uint8Array | null {
    const ticks = /^\w+\/(\d{4})\/(\d{2})\/(\d{2})\/(\d{2})h_ticks\.bi5$/.exec(path);
    if (ticks !== null) {
      const [year, month, day, hour] = ticks.slice(1).map(Number) as [number, number, number, number];
      const start = utcMs(year, month + 1, day, hour);
      return encodeBi5Ticks(this.ticksOf(start), start, this.#priceScale);
    }
    const candles = /^\w+\/(\d{4})\/(\d{2})\/(?:(\d{2})\/)?(BID|ASK)_candles_(min|hour)_1\.bi5$/.exec(path);
    if (candles === null) return null;
    const start = utcMs(Number(candles[1]), Number(candles[2]) + 1, Number(candles[3] ?? 1));
    const { end, stepMs } = periodFrom(start, candles[5] === 'min');
    const side = candles[4] === 'BID' ? 'bid' : 'ask';
    return encodeBi5Candles(this.candlesOf(side, start, end, stepMs), start, this.#priceScale);
  }

  #makeJson(path: string, from: number | undefined): string | null {
    const ticks = /^ticks\/[\w-]+(?:\/(\d+)\/(\d+)\/(\d+)\/(\d+))?$/.exec(path);
    if (ticks !== null) {
      const [year, month, day, hour] = ticks.slice(1).map(Number) as [number, number, number, number];
      const start = from ?? utcMs(year, month, day, hour);
      return encodeJsonTicks(this.ticksOf(start), start, this.#priceScale);
    }
    const candles = /^candles\/(minute|hour)\/[\w-]+\/(BID|ASK)(?:\/(\d+)\/(\d+)(?:\/(\d+))?)?$/.exec(path);
    if (candles === null) return null;
    const start = from ?? utcMs(Number(candles[3]), Number(candles[4]), Number(candles[5] ?? 1));
    const { end, stepMs } = periodFrom(start, candles[1] === 'minute');
    const side = candles[2] === 'BID' ? 'bid' : 'ask';
    return encodeJsonCandles(this.candlesOf(side, start, end, stepMs), { start, stepMs, priceScale: this.#priceScale });
  }
}

/** A day of minutes or a month of hours. */
function periodFrom(start: number, isDay: boolean): { end: number; stepMs: number } {
  if (isDay) return { end: start + 24 * HOUR_MS, stepMs: MINUTE_MS };
  const { year, month } = utcDate(start);
  return { end: utcMs(year, month + 1, 1), stepMs: HOUR_MS };
}
