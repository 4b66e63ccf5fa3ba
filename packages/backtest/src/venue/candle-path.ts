import type { CandleColumns } from '@pipwright/model';
import { Pass } from './pass.ts';

/** Straight pieces of a path: to the first extreme, to the second one, to the close. */
export const LEGS = 3;

/**
 * The way of bid and ask through one candle: from the open over both extremes to the close, in straight lines, each in a third
 * of the candle's time. Both sides are assumed to reach their extremes together. One object, set again and again.
 */
export class CandlePath {
  openTime = 0;
  closeTime = 0;
  readonly #tickSize: number;
  /** Corners: open, first extreme, second extreme, close. */
  readonly #bid = new Float64Array(LEGS + 1);
  readonly #ask = new Float64Array(LEGS + 1);

  /** Of a symbol with this tick size. */
  constructor(tickSize: number) {
    this.#tickSize = tickSize;
  }

  set(candles: CandleColumns, index: number, closeTime: number, pass: Pass): void {
    const lowFirst = pass === Pass.All ? isLowFirst(candles, index, this.#tickSize) : pass === Pass.DownFirst;
    const low = lowFirst ? 1 : 2;
    const high = lowFirst ? 2 : 1;
    this.openTime = candles.time[index]!;
    this.closeTime = closeTime;
    this.#bid[0] = candles.open[index]!;
    this.#bid[low] = candles.low[index]!;
    this.#bid[high] = candles.high[index]!;
    this.#bid[LEGS] = candles.close[index]!;
    this.#ask[0] = candles.askOpen[index]!;
    this.#ask[low] = candles.askLow[index]!;
    this.#ask[high] = candles.askHigh[index]!;
    this.#ask[LEGS] = candles.askClose[index]!;
  }

  /** Bid on a leg at `progress` from 0 to 1. */
  bid(leg: number, progress: number): number {
    return between(this.#bid[leg]!, this.#bid[leg + 1]!, progress);
  }

  ask(leg: number, progress: number): number {
    return between(this.#ask[leg]!, this.#ask[leg + 1]!, progress);
  }

  time(leg: number, progress: number): number {
    return this.openTime + ((leg + progress) / LEGS) * (this.closeTime - this.openTime);
  }

  /** Progress on a leg at which a moment of the candle lies; outside of 0 to 1 where it lies on another one. */
  progressAt(leg: number, time: number): number {
    return ((time - this.openTime) / (this.closeTime - this.openTime)) * LEGS - leg;
  }

  /** Progress on a leg at which the bid comes to `level` from below (or above), or more than 1 where it does not. */
  bidReaches(leg: number, level: number, fromBelow: boolean): number {
    return reaches(this.#bid[leg]!, this.#bid[leg + 1]!, level, fromBelow);
  }

  askReaches(leg: number, level: number, fromBelow: boolean): number {
    return reaches(this.#ask[leg]!, this.#ask[leg + 1]!, level, fromBelow);
  }
}

/** Progress of what a leg does not reach. */
export const NEVER = 2;

/** The adaptive rule: the extreme of the bid that is nearer to the open comes first, of equal ones the low. */
function isLowFirst(candles: CandleColumns, index: number, tickSize: number): boolean {
  const open = candles.open[index]!;
  const down = open - candles.low[index]!;
  const up = candles.high[index]! - open;
  // Half a tick: what is less is the residue of binary fractions.
  return down - up < tickSize / 2;
}

function between(from: number, to: number, progress: number): number {
  return progress >= 1 ? to : from + (to - from) * progress;
}

function reaches(from: number, to: number, level: number, fromBelow: boolean): number {
  const isOnWay = fromBelow ? level > from && level <= to : level < from && level >= to;
  return isOnWay ? (level - from) / (to - from) : NEVER;
}
