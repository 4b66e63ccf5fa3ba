import type { CandleColumns } from '@pipwright/model';
import { CandlePath, LEGS } from '../venue/candle-path.ts';
import { Pass } from '../venue/pass.ts';
import { PathRule } from '../venue/venue-options.ts';
import type { CandleFacts } from './candle-facts.ts';
import type { ColumnarPosition } from './columnar-position.ts';
import type { Moment } from './fill-pricing.ts';

/** Where a position met one of its levels. One object, filled again and again. */
export interface LevelHit extends Moment {
  row: number;
  isStop: boolean;
  /** Straight pieces of the path that lie before it; -1 at the open. */
  legs: number;
  /** The candle reaches both levels, so that only the rule for the path says which came first. */
  byRule: boolean;
}

/** Finds the candle, and the place on its path, at which a position meets its stop-loss or take-profit: as the venue does. */
export class LevelScan {
  readonly #facts: CandleFacts;
  readonly #candles: CandleColumns;
  readonly #isAdaptive: boolean;
  readonly #path: CandlePath;

  constructor(facts: CandleFacts, rule: PathRule, tickSize: number) {
    this.#facts = facts;
    this.#path = new CandlePath(tickSize);
    this.#candles = facts.candles;
    this.#isAdaptive = rule === PathRule.Adaptive;
  }

  /** Looks through candles `from` to `to` (exclusive), their opens included. Returns `false` where no level is met. */
  find(position: ColumnarPosition, from: number, to: number, hit: LevelHit): boolean {
    const { isLong, stopLoss, takeProfit } = position;
    const { reach, askReach, isOpen } = this.#facts;
    const { low, high } = isLong ? reach : askReach;
    // A long position fears what is below it, a short one what is above.
    const below = (isLong ? stopLoss : takeProfit) > 0 ? (isLong ? stopLoss : takeProfit) : Number.NEGATIVE_INFINITY;
    const above = (isLong ? takeProfit : stopLoss) > 0 ? (isLong ? takeProfit : stopLoss) : Number.POSITIVE_INFINITY;
    for (let row = from; row < to; row++) {
      if (low[row]! > below && high[row]! < above) continue;
      if (isOpen[row] === 0) continue;
      if (this.#atOpen(position, row, hit) || this.#inside(position, row, hit)) return true;
    }
    return false;
  }

  /** Highest or lowest price at which the position could have been closed at the end of a leg of a candle's path. */
  corner(position: ColumnarPosition, row: number, leg: number): number {
    this.#setPath(position, row);
    const { isLong, takeProfit } = position;
    const price = isLong ? this.#path.bid(leg, 1) : this.#path.ask(leg, 1);
    // Beyond its target it would not be open any more.
    if (isLong) return takeProfit > 0 ? Math.min(price, takeProfit) : price;
    return Math.max(price, takeProfit);
  }

  /** The market jumps to the open: the stop counts before the target. */
  #atOpen({ isLong, stopLoss, takeProfit }: ColumnarPosition, row: number, hit: LevelHit): boolean {
    const { open, askOpen, time } = this.#candles;
    const bid = open[row]!;
    const ask = askOpen[row]!;
    const price = isLong ? bid : ask;
    const isStop = stopLoss > 0 && (isLong ? price <= stopLoss : price >= stopLoss);
    const isTarget = !isStop && takeProfit > 0 && (isLong ? price >= takeProfit : price <= takeProfit);
    if (!isStop && !isTarget) return false;
    this.#fill(hit, row, isStop, -1);
    hit.byRule = false;
    hit.time = time[row]!;
    hit.bid = bid;
    hit.ask = ask;
    return true;
  }

  #inside(position: ColumnarPosition, row: number, hit: LevelHit): boolean {
    const { isLong, stopLoss, takeProfit } = position;
    const { high, low, askHigh, askLow } = this.#candles;
    const stop = stopLoss > 0 && (isLong ? low[row]! <= stopLoss : askHigh[row]! >= stopLoss);
    const target = takeProfit > 0 && (isLong ? high[row]! >= takeProfit : askLow[row]! <= takeProfit);
    if (!stop && !target) return false;
    this.#setPath(position, row);
    for (let leg = 0; leg < LEGS; leg++) {
      const stopAt = stopLoss > 0 ? this.#reaches(leg, stopLoss, isLong, !isLong) : Number.POSITIVE_INFINITY;
      const targetAt = takeProfit > 0 ? this.#reaches(leg, takeProfit, isLong, isLong) : Number.POSITIVE_INFINITY;
      const at = Math.min(stopAt, targetAt);
      if (at > 1) continue;
      const level = stopAt < targetAt ? stopLoss : takeProfit;
      this.#fill(hit, row, stopAt < targetAt, leg);
      hit.byRule = stop && target;
      hit.time = this.#facts.closeTime(row);
      hit.bid = isLong ? level : this.#path.bid(leg, at);
      hit.ask = isLong ? this.#path.ask(leg, at) : level;
      return true;
    }
    return false;
  }

  #reaches(leg: number, level: number, isBid: boolean, fromBelow: boolean): number {
    return isBid ? this.#path.bidReaches(leg, level, fromBelow) : this.#path.askReaches(leg, level, fromBelow);
  }

  /** The adaptive rule has one way for all; the pessimistic one sends a position first to where it is stopped. */
  #setPath({ isLong }: ColumnarPosition, row: number): void {
    const pass = this.#isAdaptive ? Pass.All : isLong ? Pass.DownFirst : Pass.UpFirst;
    this.#path.set(this.#candles, row, this.#facts.closeTime(row), pass);
  }

  #fill(hit: LevelHit, row: number, isStop: boolean, legs: number): void {
    hit.row = row;
    hit.isStop = isStop;
    hit.legs = legs;
    hit.range = this.#candles.high[row]! - this.#candles.low[row]!;
  }
}
