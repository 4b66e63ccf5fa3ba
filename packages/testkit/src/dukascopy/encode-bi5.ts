import { createRequire } from 'node:module';
import type { TickColumns } from '@pipwright/model';

/** As in market-data: the package's types are sources that do not pass this repository's compiler settings. */
const require = createRequire(import.meta.url);
const lzma1 = require('lzma1') as { compress(data: Uint8Array, mode?: number): Uint8Array };

/** The fastest mode: the fake must answer before its callers lose patience. */
const FAST = 1;

/** One side's candle as the feed has it. Volume in millions. */
export interface FeedCandle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** The hour's ticks as a file of the old feed: records of 20 bytes, big-endian, LZMA. No tick, no byte. */
export function encodeBi5Ticks(ticks: TickColumns, hourStart: number, priceScale: number): Uint8Array {
  if (ticks.length === 0) return new Uint8Array(0);
  const view = new DataView(new ArrayBuffer(ticks.length * 20));
  for (let index = 0; index < ticks.length; index++) {
    view.setInt32(index * 20, (ticks.time[index] as number) - hourStart);
    view.setInt32(index * 20 + 4, Math.round((ticks.ask[index] as number) * priceScale));
    view.setInt32(index * 20 + 8, Math.round((ticks.bid[index] as number) * priceScale));
    view.setFloat32(index * 20 + 12, ticks.askVolume[index] as number);
    view.setFloat32(index * 20 + 16, ticks.bidVolume[index] as number);
  }
  return lzma1.compress(new Uint8Array(view.buffer), FAST);
}

/** A period's candles as a file of the old feed: records of 24 bytes in the order open, close, low, high. */
export function encodeBi5Candles(candles: readonly FeedCandle[], periodStart: number, priceScale: number): Uint8Array {
  if (candles.length === 0) return new Uint8Array(0);
  const view = new DataView(new ArrayBuffer(candles.length * 24));
  candles.forEach((candle, index) => {
    view.setInt32(index * 24, (candle.time - periodStart) / 1000);
    const prices = [candle.open, candle.close, candle.low, candle.high];
    prices.forEach((price, field) => view.setInt32(index * 24 + 4 + field * 4, Math.round(price * priceScale)));
    view.setFloat32(index * 24 + 20, candle.volume);
  });
  return lzma1.compress(new Uint8Array(view.buffer), FAST);
}
