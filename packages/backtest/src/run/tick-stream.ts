import { lowerBound, type EpochMs, type SymbolName, type TickColumns } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { TickSource } from './traded-market.ts';

/** What is read at once from a source that reads piece by piece. */
const PIECE_MS = 86_400_000;

export interface TickRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * The ticks of one symbol in a range, in order, held only as far as they are needed: the piece that is being played, the
 * pieces up to where somebody looks ahead, and the one after, which is read in the meantime.
 */
export class TickStream {
  readonly #symbol: SymbolName;
  readonly #source: TickSource;
  readonly #range: TickRange;
  readonly #pieces: TickColumns[] = [];
  /** Ticks before this time are all in `#pieces`, or played. */
  #loadedUntil: number;
  #index = 0;
  #coming: Promise<TickColumns> | null = null;

  constructor(symbol: SymbolName, source: TickSource, range: TickRange) {
    this.#symbol = symbol;
    this.#source = source;
    this.#range = range;
    this.#loadedUntil = range.from;
    if (typeof source === 'function') return;
    const start = lowerBound(source.time, range.from);
    this.#append(slice(source, start, lowerBound(source.time, range.to)), range);
    this.#loadedUntil = Number.POSITIVE_INFINITY;
  }

  /** Whether all ticks before `time` are at hand. */
  isLoaded(time: number): boolean {
    return this.#loadedUntil >= time;
  }

  /** Reads on until all ticks before `time` are at hand. Rejects with what the source throws, or `TICK_OUT_OF_ORDER`. */
  async load(time: number): Promise<void> {
    while (!this.isLoaded(time)) {
      const wanted = this.#next();
      const piece = await (this.#coming ?? this.#read(wanted));
      this.#append(piece, wanted);
      this.#loadedUntil = wanted.to === this.#range.to ? Number.POSITIVE_INFINITY : wanted.to;
      this.#coming = null;
      if (this.#loadedUntil < Number.POSITIVE_INFINITY) this.#prefetch();
    }
  }

  /** Time of the next tick; infinity where there is none among those at hand. */
  get time(): number {
    const piece = this.#pieces[0];
    return piece === undefined ? Number.POSITIVE_INFINITY : piece.time[this.#index]!;
  }

  /** Columns that hold the next tick, for reading many in a row; undefined where there is none. */
  get columns(): TickColumns | undefined {
    return this.#pieces[0];
  }

  /** Row of the next tick in `columns`. */
  get index(): number {
    return this.#index;
  }

  /** Goes on to the row `index` of `columns`, or to the next piece where that is its end. */
  moveTo(index: number): void {
    this.#index = index;
    if (index < this.#pieces[0]!.length) return;
    this.#pieces.shift();
    this.#index = 0;
  }

  /** Whether there is a tick at `from` or later and before `to`, among those not played. */
  hasWithin(from: number, to: number): boolean {
    for (const piece of this.#pieces) {
      const at = lowerBound(piece.time, from);
      if (at < piece.length) return piece.time[at]! < to;
    }
    return false;
  }

  #next(): TickRange {
    return {
      from: this.#loadedUntil as EpochMs,
      to: Math.min(this.#loadedUntil + PIECE_MS, this.#range.to) as EpochMs,
    };
  }

  #read({ from, to }: TickRange): Promise<TickColumns> {
    return (this.#source as Exclude<TickSource, TickColumns>)(from, to);
  }

  #prefetch(): void {
    this.#coming = this.#read(this.#next());
    // A failure is told where the piece is needed, not before.
    this.#coming.catch(() => undefined);
  }

  #append(piece: TickColumns, range: TickRange): void {
    let last: number = range.from;
    for (let index = 0; index < piece.length; index++) {
      const time = piece.time[index]!;
      if (!(time >= last && time < range.to)) {
        throw errors.TICK_OUT_OF_ORDER({ index, symbol: this.#symbol, time, last, to: range.to });
      }
      last = time;
    }
    if (piece.length > 0) this.#pieces.push(piece);
  }
}

function slice(ticks: TickColumns, from: number, to: number): TickColumns {
  return {
    length: Math.max(0, to - from),
    time: ticks.time.subarray(from, to),
    bid: ticks.bid.subarray(from, to),
    ask: ticks.ask.subarray(from, to),
    bidVolume: ticks.bidVolume.subarray(from, to),
    askVolume: ticks.askVolume.subarray(from, to),
  };
}
