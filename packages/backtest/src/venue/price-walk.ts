import type { CandleColumns, EpochMs } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';
import { CandlePath, LEGS, NEVER } from './candle-path.ts';
import type { MarginWatch } from './margin-watch.ts';
import type { Market } from './market.ts';
import { Pass } from './pass.ts';
import { assignPasses, endPasses, giveTargets } from './pessimistic.ts';
import type { RequestDesk } from './request-desk.ts';
import { trail, type Triggers } from './triggers.ts';
import type { VenueLedger } from './venue-ledger.ts';
import { PathRule } from './venue-options.ts';

export interface PriceWalkOptions {
  readonly rule: PathRule;
  readonly ledger: VenueLedger;
  readonly margin: MarginWatch;
  readonly requests: RequestDesk;
  readonly triggers: Triggers;
}

/** Conversion rates move with the price: a bound on losses is doubled, so that they need not be looked up. */
const BOUND = 2;

/**
 * Moves the price of a market and carries out what it reaches. There are two ways to move.
 *
 * A jump (a tick, the open of a candle) skips the prices between: whatever is reached is filled at the new quote, stops
 * worse than their level and limits better. A slide (inside a candle) passes through every price: it is a row of jumps,
 * each exactly to the nearest level on the way, so that everything is filled at its level and in the order of being reached.
 *
 * The account is looked at where it may be short of margin: after a jump, and on a slide at every point between two
 * fills. A stop-out closes at the very price at which equity reaches its level.
 */
export class PriceWalk {
  readonly #options: PriceWalkOptions;
  /** Path through the candle that is being walked. */
  #path = new CandlePath(0);
  #inDanger = false;

  constructor(options: PriceWalkOptions) {
    this.#options = options;
  }

  /** Whether a candle reaches nothing that is open or waits, and takes the account nowhere near a stop-out. */
  isCalm(market: Market, candles: CandleColumns, index: number): boolean {
    const { levels } = market;
    if (levels.isStale) levels.rebuild(market.positions, market.orders);
    const open = candles.open[index]!;
    const askOpen = candles.askOpen[index]!;
    const low = Math.min(open, candles.low[index]!);
    const askHigh = Math.max(askOpen, candles.askHigh[index]!);
    if (low <= levels.bidBelow || askHigh >= levels.askAbove) return false;
    if (Math.max(open, candles.high[index]!) >= levels.bidAbove) return false;
    if (Math.min(askOpen, candles.askLow[index]!) <= levels.askBelow) return false;
    return !this.#mayBreak(market, low, askHigh);
  }

  /** The market stands at its quote, coming from elsewhere without a way between. */
  jump(market: Market, time: EpochMs): void {
    const { requests, margin, ledger, triggers } = this.#options;
    const inDanger = this.#mayBreak(market, market.quote.bid, market.quote.ask);
    requests.carryOut(market, time);
    if (!market.isOpen) return;
    if (triggers.fire(market, time)) trail(market);
    if (!inDanger) return;
    ledger.mark(market);
    margin.check(time);
  }

  /** The market goes through a candle. Returns `false` where nothing happens on the way: then its close and range suffice. */
  inside(market: Market, candles: CandleColumns, index: number, closeTime: EpochMs): boolean {
    const { levels, requests } = market;
    const low = candles.low[index]!;
    const askHigh = candles.askHigh[index]!;
    this.#inDanger = this.#mayBreak(market, low, askHigh);
    if (levels.isStale) levels.rebuild(market.positions, market.orders);
    const isReached = levels.reached(low, candles.high[index]!, candles.askLow[index]!, askHigh);
    const arrives = requests.length > 0 && requests[0]!.arrival < closeTime && requests[0]!.queuedIn !== market.event;
    if (!isReached && !arrives && !this.#inDanger) return false;
    market.isWalking = true;
    this.#path = market.path;
    if (this.#options.rule === PathRule.Adaptive) this.#walk(market, candles, index, closeTime, Pass.All);
    else this.#walkPessimistic(market, candles, index, closeTime);
    market.isWalking = false;
    for (const position of market.positions) position.inside = false;
    return true;
  }

  /**
   * Requests that arrive inside the candle first, at the prices of the adaptive path; then both passes. The one against the
   * candle's own direction comes first: of two orders that exclude each other it fills the one that the close leaves worse.
   */
  #walkPessimistic(market: Market, candles: CandleColumns, index: number, closeTime: EpochMs): void {
    const { triggers } = this.#options;
    this.#path.set(candles, index, closeTime, Pass.All);
    for (let leg = 0; leg < LEGS; leg++) {
      for (;;) {
        const at = this.#nextArrival(market, leg, 0);
        if (at > 1) break;
        this.#arrive(market, leg, at);
      }
    }
    assignPasses(market);
    const rises = candles.close[index]! >= candles.open[index]!;
    for (const pass of rises ? [Pass.DownFirst, Pass.UpFirst] : [Pass.UpFirst, Pass.DownFirst]) {
      market.move(candles.open[index]!, candles.askOpen[index]!, closeTime);
      this.#walk(market, candles, index, closeTime, pass);
      giveTargets(market, triggers);
    }
    endPasses(market);
  }

  #walk(market: Market, candles: CandleColumns, index: number, closeTime: EpochMs, pass: Pass): void {
    market.pass = pass;
    this.#path.set(candles, index, closeTime, pass);
    // What the depth left over at the open finds new depth inside.
    this.#options.triggers.fire(market, this.#path.openTime);
    for (let leg = 0; leg < LEGS; leg++) {
      this.#slide(market, leg, closeTime);
      observe(market, leg === LEGS - 1);
      trail(market);
    }
  }

  /** Goes along one leg, from one thing that it reaches to the next. */
  #slide(market: Market, leg: number, closeTime: EpochMs): void {
    const { triggers } = this.#options;
    const path = this.#path;
    for (let progress = 0; ;) {
      const trigger = triggers.findNearest(market, path, leg, progress);
      const arrival = this.#nextArrival(market, leg, progress);
      const next = Math.min(1, trigger, arrival);
      if (this.#inDanger) {
        const stopOut = this.#stopOutBefore(market, leg, { from: progress, to: next });
        if (stopOut <= next) {
          progress = stopOut;
          continue;
        }
      }
      progress = next;
      market.move(path.bid(leg, next), path.ask(leg, next), closeTime);
      if (trigger > 1 && arrival > 1) return;
      if (arrival <= trigger) this.#arrive(market, leg, arrival);
      else if (triggers.isAsk) market.move(market.quote.bid, triggers.level, closeTime);
      else market.move(triggers.level, market.quote.ask, closeTime);
      const isReached = triggers.fire(market, path.time(leg, next));
      // What was opened on the way may need more margin than the rest of the candle leaves.
      if (!this.#inDanger) this.#inDanger = this.#mayBreak(market, market.low, market.askHigh);
      if (!isReached && trigger < arrival)
        invariant(false, `${market.quote.symbol} reaches the level ${triggers.level}`);
    }
  }

  /** Progress at which the next request arrives on a leg of the adaptive path; above 1 where none does. */
  #nextArrival(market: Market, leg: number, progress: number): number {
    const next = market.requests[0];
    const path = this.#path;
    if (next === undefined || market.pass !== Pass.All) return NEVER;
    if (next.queuedIn === market.event || next.arrival >= path.closeTime) return NEVER;
    const at = path.progressAt(leg, next.arrival);
    return at > 1 ? NEVER : Math.max(progress, at);
  }

  /** Deals at levels are stamped with the close of their candle, and so is what follows on them. */
  #arrive(market: Market, leg: number, progress: number): void {
    const { arrival } = market.requests[0]!;
    const time = Math.max(arrival, market.dealtAt) as EpochMs;
    market.move(this.#path.bid(leg, progress), this.#path.ask(leg, progress), time);
    this.#options.requests.carryOut(market, arrival);
  }

  /** Closes the worst position where equity falls to the level of stop-out on the way, and returns where that was. */
  #stopOutBefore(market: Market, leg: number, { from, to }: { from: number; to: number }): number {
    const { ledger, margin } = this.#options;
    if (market.positions.length === 0) return NEVER;
    const path = this.#path;
    const level = margin.stopOutEquity;
    const after = ledger.equityAt(market, path.bid(leg, to), path.ask(leg, to));
    if (after >= level) return NEVER;
    const before = ledger.equityAt(market, path.bid(leg, from), path.ask(leg, from));
    const at = before <= level ? from : from + ((to - from) * (before - level)) / (before - after);
    const time = path.closeTime as EpochMs;
    market.move(path.bid(leg, at), path.ask(leg, at), time);
    ledger.mark(market);
    margin.closeWorst(time);
    return at;
  }

  /** Whether the account might be short of margin if the market went that far. Says yes rather too often. */
  #mayBreak(market: Market, bid: number, ask: number): boolean {
    if (market.positions.length === 0) return false;
    const { ledger, margin } = this.#options;
    const { longVolume, shortVolume } = market.terms;
    const fall = Math.max(0, market.valuedBid - bid);
    const rise = Math.max(0, ask - market.valuedAsk);
    return ledger.reserve(margin.stopOutLevel) < BOUND * market.lossPerLot * (longVolume * fall + shortVolume * rise);
  }
}

/** Takes the present quote into the excursions of the positions that walk. */
function observe(market: Market, isLast: boolean): void {
  const { bid, ask } = market.quote;
  for (const position of market.positions) {
    if (market.pass !== Pass.All && position.pass !== market.pass) continue;
    const { isLong, takeProfit, inside } = position;
    // Beyond its target it would not be open any more.
    const price = isLong ? Math.min(bid, takeProfit > 0 ? takeProfit : bid) : Math.max(ask, takeProfit);
    const isBetter = isLong ? price > position.highest : price < position.lowest;
    // Under the pessimistic rule a position that was opened inside the candle has not seen its good side.
    if (isBetter && inside && market.pass !== Pass.All && !isLast) continue;
    position.observe(price, price);
  }
}
