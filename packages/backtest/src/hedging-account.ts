import type { AccountState, Currency, EpochMs, MinorUnits } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';
import { AccountBook, roundMinor } from '@pipwright/trading';
import { symbolMargin } from './margin.ts';
import type { Market } from './market.ts';
import type { OpenPosition } from './open-position.ts';

/** Rounding residue that sums of lots may carry. */
const LOTS_TOLERANCE = 1e-6;

/** The account of the simulated venue: its money, its positions, and the margin that they need. */
export class HedgingAccount {
  readonly book: AccountBook;
  /** Live figures, refreshed after every event. */
  readonly state: { -readonly [Key in keyof AccountState]: AccountState[Key] };
  /** Oldest first. */
  readonly positions: OpenPosition[] = [];
  /** Value of everything bought and sold, in minor units. */
  turnover = 0;
  fills = 0;
  readonly #markets: ReadonlyMap<string, Market>;
  #floating = 0;
  /** Volume of entries less that of exits, in lots. */
  #netVolume = 0;

  constructor(currency: Currency, balance: MinorUnits, markets: ReadonlyMap<string, Market>) {
    this.book = new AccountBook(currency, balance);
    this.state = { currency, balance, equity: balance, margin: 0 as MinorUnits, freeMargin: balance };
    this.#markets = markets;
  }

  /** Whether the account could carry one more position and its commission (negative) at the current marks. */
  canCarry(market: Market, position: OpenPosition): boolean {
    market.positions.push(position);
    const needed = this.#margin() - position.commission;
    market.positions.pop();
    return needed <= this.state.equity;
  }

  add(market: Market, position: OpenPosition, notional: number): void {
    market.positions.push(position);
    this.positions.push(position);
    this.#countFill(position.volume, notional);
  }

  remove(market: Market, position: OpenPosition, notional: number): void {
    market.positions.splice(market.positions.indexOf(position), 1);
    this.positions.splice(this.positions.indexOf(position), 1);
    market.floating -= position.floatingProfit;
    this.#floating -= position.floatingProfit;
    this.#countFill(-position.volume, notional);
    this.refresh();
  }

  /** Values the positions of a market at a quote. */
  mark(market: Market, bid: number, ask: number, time: EpochMs): void {
    const before = market.floating;
    market.mark(bid, ask, time);
    this.#floating += market.floating - before;
    this.refresh();
  }

  refresh(): void {
    const { state } = this;
    const margin = this.#margin();
    state.balance = this.book.balance;
    state.equity = (state.balance + this.#floating) as MinorUnits;
    state.margin = margin;
    state.freeMargin = (state.equity - margin) as MinorUnits;
  }

  /** The open position with the largest loss; undefined where there is none. */
  worst(): OpenPosition | undefined {
    let worst = this.positions[0];
    for (const position of this.positions) if (position.floatingProfit < worst!.floatingProfit) worst = position;
    return worst;
  }

  /** Counts a fill and checks that the positions are what the fills add up to. */
  #countFill(signedVolume: number, notional: number): void {
    this.fills++;
    this.turnover += notional;
    this.#netVolume += signedVolume;
    let volume = 0;
    let floating = 0;
    for (const position of this.positions) {
      volume += position.volume;
      floating += position.floatingProfit;
    }
    if (Math.abs(volume - this.#netVolume) > LOTS_TOLERANCE) {
      invariant(false, `the open volume ${volume} is the sum of the fills ${this.#netVolume}`);
    }
    if (floating !== this.#floating) {
      invariant(false, `the floating profit ${this.#floating} is the sum over the positions ${floating}`);
    }
  }

  #margin(): MinorUnits {
    let margin = 0;
    for (const market of this.#markets.values()) {
      const { positions } = market;
      if (positions.length === 1) margin += positions[0]!.margin;
      else if (positions.length > 1) margin += symbolMargin(positions, market.instrument.margin.hedgedFraction);
    }
    return roundMinor(margin);
  }
}
