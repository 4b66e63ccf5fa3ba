import type { CandleColumns, TickColumns } from '@pipwright/model';
import { SpreadClock } from './spread-model.ts';

const MINUTE_MS = 60_000;
/** A quote is believed for so long when no other follows: after that the feed may have stopped. */
const STALE_MS = 60_000;
const FIRST_CAPACITY = 4096;

/** One observation a minute, as columns of equal length. */
export interface SpreadObservations {
  readonly length: number;
  readonly from: number;
  readonly to: number;
  /** Index into `SPREAD_CLASSES`. */
  readonly part: Uint8Array;
  /** Mean spread of the minute, in points. */
  readonly spread: Float32Array;
  /** Range of the mid price, in points. */
  readonly range: Float32Array;
}

/** Gathers one observation of the spread for each minute in which quotes stood. */
export class MinuteSpreads {
  readonly #tickSize: number;
  readonly #clock = new SpreadClock();
  #part = new Uint8Array(FIRST_CAPACITY);
  #spread = new Float32Array(FIRST_CAPACITY);
  #range = new Float32Array(FIRST_CAPACITY);
  #length = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  /** The minute that is being gathered: its start, spread x milliseconds, milliseconds, and range of the mid price. */
  #minute = Number.NaN;
  #area = 0;
  #lasted = 0;
  #low = 0;
  #high = 0;
  /** The quote that stands. */
  #since = Number.NaN;
  #standing = 0;
  #mid = 0;

  constructor(tickSize: number) {
    this.#tickSize = tickSize;
  }

  /** Ticks after those of earlier calls. Crossed quotes are left out. */
  addTicks({ length, time, bid, ask }: TickColumns): void {
    for (let index = 0; index < length; index++) {
      const spread = ask[index]! - bid[index]!;
      if (!(spread >= 0)) continue;
      const now = time[index]!;
      this.#passTo(now);
      this.#since = now;
      this.#standing = spread / this.#tickSize;
      this.#mid = (ask[index]! + bid[index]!) / 2;
      if (this.#minute !== minuteOf(now)) this.#open(minuteOf(now));
      this.#low = Math.min(this.#low, this.#mid);
      this.#high = Math.max(this.#high, this.#mid);
      this.#see(now);
    }
  }

  /** Candles of a minute: the spread is the mean of that at the open and at the close. */
  addCandles({ length, time, open, high, low, close, askOpen, askClose }: CandleColumns): void {
    for (let index = 0; index < length; index++) {
      const spread = (askOpen[index]! - open[index]! + askClose[index]! - close[index]!) / 2;
      if (!(spread >= 0)) continue;
      this.#push(time[index]!, spread / this.#tickSize, (high[index]! - low[index]!) / this.#tickSize);
      this.#see(time[index]!);
    }
  }

  /** No quote has been seen. */
  get isEmpty(): boolean {
    return this.#from === Number.POSITIVE_INFINITY;
  }

  /** Everything that was gathered. */
  finish(): SpreadObservations {
    if (Number.isFinite(this.#since)) this.#passTo(this.#since + 1);
    this.#close();
    this.#minute = Number.NaN;
    return {
      length: this.#length,
      from: this.#from,
      to: this.#to,
      part: this.#part.subarray(0, this.#length),
      spread: this.#spread.subarray(0, this.#length),
      range: this.#range.subarray(0, this.#length),
    };
  }

  #see(time: number): void {
    if (time < this.#from) this.#from = time;
    if (time > this.#to) this.#to = time;
  }

  /** Lets the standing quote last until `now`, through as many minutes as it does. */
  #passTo(now: number): void {
    if (Number.isNaN(this.#since)) return;
    const end = Math.min(now, this.#since + STALE_MS);
    let from = this.#since;
    while (from < end) {
      const minute = minuteOf(from);
      if (minute !== this.#minute) this.#open(minute);
      const until = Math.min(end, minute + MINUTE_MS);
      this.#area += this.#standing * (until - from);
      this.#lasted += until - from;
      from = until;
    }
  }

  /** Begins a minute at the price that stands. */
  #open(minute: number): void {
    this.#close();
    this.#minute = minute;
    this.#area = 0;
    this.#lasted = 0;
    this.#low = this.#mid;
    this.#high = this.#mid;
  }

  #close(): void {
    if (Number.isNaN(this.#minute) || this.#lasted === 0) return;
    this.#push(this.#minute, this.#area / this.#lasted, (this.#high - this.#low) / this.#tickSize);
  }

  #push(minute: number, spread: number, range: number): void {
    if (this.#length === this.#part.length) this.#grow();
    this.#part[this.#length] = this.#clock.classAt(minute);
    this.#spread[this.#length] = spread;
    this.#range[this.#length] = range;
    this.#length++;
  }

  #grow(): void {
    const capacity = this.#part.length * 2;
    const part = new Uint8Array(capacity);
    const spread = new Float32Array(capacity);
    const range = new Float32Array(capacity);
    part.set(this.#part);
    spread.set(this.#spread);
    range.set(this.#range);
    this.#part = part;
    this.#spread = spread;
    this.#range = range;
  }
}

function minuteOf(time: number): number {
  return Math.floor(time / MINUTE_MS) * MINUTE_MS;
}
