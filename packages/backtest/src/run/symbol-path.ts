import type { CandleColumns, EpochMs, SymbolName } from '@pipwright/model';
import type { PathSource } from '../venue/venue-options.ts';
import type { CandleLayer } from './candle-layer.ts';
import type { TickStream } from './tick-stream.ts';

/** What a path moves: the market side of the simulated venue. */
export interface MovedVenue {
  openCandle(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs): void;
  moveInside(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs, source?: PathSource): void;
  closeCandle(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs): void;
  onTick(symbol: SymbolName, time: EpochMs, bid: number, ask: number, volume: number): void;
  settle(time: EpochMs): void;
  tellTime(time: EpochMs): void;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The way of one symbol through time, from the finest that is known of each moment: ticks; where a candle holds no tick,
 * the candles of the shortest timeframe that has some in it; and where nothing finer shows what happened inside a
 * candle, the candle itself by the venue's rule. A candle in which anything finer opens is not played itself.
 */
export class SymbolPath {
  readonly symbol: SymbolName;
  readonly #venue: MovedVenue;
  /** Shortest timeframe first. */
  readonly #layers: readonly CandleLayer[];
  readonly #ticks: TickStream | null;
  /** How far beyond a moment ticks must be known, to tell which candles hold some. */
  readonly #lookAheadMs: number;
  /** The candle that is open. */
  #open: CandleLayer | null = null;
  #openIndex = 0;
  #closeTime: number = NEVER;
  /** The layer whose next candle is played next; null where there is none before `#searchedUntil`. */
  #next: CandleLayer | null = null;
  #nextTime: number = NEVER;
  #searchedUntil = Number.NEGATIVE_INFINITY;

  constructor(
    venue: MovedVenue,
    symbol: SymbolName,
    parts: { readonly layers: readonly CandleLayer[]; readonly ticks: TickStream | null },
  ) {
    this.symbol = symbol;
    this.#venue = venue;
    this.#layers = parts.layers;
    this.#ticks = parts.ticks;
    this.#lookAheadMs = parts.layers.at(-1)!.durationMs;
  }

  /** Close of the candle that is open; infinity where none is. */
  get closeTime(): number {
    return this.#closeTime;
  }

  /** Time of the next tick at hand; infinity where there is none. */
  get tickTime(): number {
    return this.#ticks === null ? NEVER : this.#ticks.time;
  }

  /** Time of the next candle's open, where it is before `until` and none is open now; infinity otherwise. */
  openTime(until: number): number {
    if (this.#open === null && this.#searchedUntil < until) this.#search(until);
    return this.#nextTime;
  }

  /** Time of whatever happens next, where it is before `until`; later events may be overlooked. */
  nextTime(until: number): number {
    return Math.min(this.#closeTime, this.openTime(until), this.tickTime);
  }

  /** Whether everything that is needed to go on to `until` is at hand. */
  isLoaded(until: number): boolean {
    return this.#ticks === null || this.#ticks.isLoaded(until + this.#lookAheadMs);
  }

  async load(until: number): Promise<void> {
    await this.#ticks?.load(until + this.#lookAheadMs);
  }

  /** Plays the inside of the open candle. */
  moveInside(): void {
    const { candles, source } = this.#open!;
    this.#venue.moveInside(this.symbol, candles, this.#openIndex, this.#closeTime as EpochMs, source);
  }

  /** Ends the open candle. */
  close(): void {
    this.#venue.closeCandle(this.symbol, this.#open!.candles, this.#openIndex, this.#closeTime as EpochMs);
    this.#open = null;
    this.#closeTime = NEVER;
  }

  /** Opens the candle that opens at `time`, if one does. */
  openAt(time: number): void {
    const layer = this.#next;
    if (layer === null || this.#nextTime !== time) return;
    this.#open = layer;
    this.#openIndex = layer.index;
    this.#closeTime = layer.closeTime;
    this.#venue.openCandle(this.symbol, layer.candles, layer.index, layer.closeTime);
    layer.index++;
    this.#next = null;
    this.#nextTime = NEVER;
    this.#searchedUntil = Number.NEGATIVE_INFINITY;
  }

  /** Plays the ticks before `limit`, settling after each; at least those at the time of the first. */
  playTicks(limit: number): void {
    const stream = this.#ticks;
    if (stream === null) return;
    const first = stream.time;
    while (stream.time < limit || stream.time === first) {
      const { columns, index: start } = stream;
      if (columns === undefined) return;
      const { length, time, bid, ask, bidVolume, askVolume } = columns;
      let index = start;
      for (; index < length; index++) {
        const at = time[index]! as EpochMs;
        if (at >= limit && at !== first) break;
        this.#venue.onTick(this.symbol, at, bid[index]!, ask[index]!, bidVolume[index]! + askVolume[index]!);
        this.#venue.settle(at);
      }
      stream.moveTo(index);
    }
  }

  /** Finds the candle that is played next among those that open before `until`, passing over those that hold something finer. */
  #search(until: number): void {
    this.#next = null;
    this.#nextTime = NEVER;
    this.#searchedUntil = until;
    for (let index = 0; index < this.#layers.length; index++) {
      const layer = this.#layers[index]!;
      while (layer.openTime < until && this.#isFinerKnown(index, layer)) layer.index++;
      if (layer.openTime < until && layer.openTime < this.#nextTime) {
        this.#next = layer;
        this.#nextTime = layer.openTime;
      }
    }
  }

  #isFinerKnown(index: number, layer: CandleLayer): boolean {
    const { openTime, closeTime } = layer;
    if (this.#ticks?.hasWithin(openTime, closeTime) === true) return true;
    for (let finer = 0; finer < index; finer++) if (this.#layers[finer]!.hasWithin(openTime, closeTime)) return true;
    return false;
  }
}
