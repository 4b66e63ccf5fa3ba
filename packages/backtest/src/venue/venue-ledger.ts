import type { AccountState, Currency, MinorUnits } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';
import { AccountBook, roundMinor } from '@pipwright/trading';
import { symbolMargin } from '../costs/margin.ts';
import { addTerms, noTerms } from './margin-terms.ts';
import type { Market } from './market.ts';
import type { VenuePosition } from './venue-position.ts';

/** Rounding residue that sums of lots may carry. */
const LOTS_TOLERANCE = 1e-6;

/** One more deal, as far as the margin depends on it. */
export interface DealTerms {
  readonly isLong: boolean;
  readonly volume: number;
  readonly margin: number;
  readonly notional: number;
  /** Minor units, negative or 0. */
  readonly commission: MinorUnits;
}

/** The account of the simulated venue: its money, its positions, and the margin that they need. */
export class VenueLedger {
  readonly book: AccountBook;
  /** Live figures, refreshed after every event. */
  readonly state: { -readonly [Key in keyof AccountState]: AccountState[Key] };
  /** Oldest first. */
  readonly positions: VenuePosition[] = [];
  /** Value of everything bought and sold, in minor units. */
  turnover = 0;
  fills = 0;
  readonly #markets: readonly Market[];
  #floating = 0;
  /** Sum of the markets' margins, not rounded. */
  #margin = 0;

  constructor(currency: Currency, balance: MinorUnits, markets: readonly Market[]) {
    this.book = new AccountBook(currency, balance);
    this.state = { currency, balance, equity: balance, margin: 0 as MinorUnits, freeMargin: balance };
    this.#markets = markets;
  }

  /** Values the positions of a market at its quote. */
  mark(market: Market): void {
    const floating = market.positions.length === 0 ? 0 : market.valueAt(market.quote.bid, market.quote.ask, true);
    this.#floating += floating - market.floating;
    market.floating = floating;
    this.refresh();
  }

  refresh(): void {
    const { state } = this;
    state.balance = this.book.balance;
    state.equity = (state.balance + this.#floating) as MinorUnits;
    state.freeMargin = (state.equity - state.margin) as MinorUnits;
  }

  /** Equity if a market stood at other prices. */
  equityAt(market: Market, bid: number, ask: number): number {
    return this.book.balance + this.#floating - market.floating + market.valueAt(bid, ask, false);
  }

  /**
   * Whether the account can carry one more deal and its commission at the present quote. `replaces`: the positions of the
   * market are closed by it first.
   */
  canCarry(market: Market, deal: DealTerms, replaces: boolean): boolean {
    this.mark(market);
    const terms = replaces ? noTerms() : { ...market.terms };
    addTerms(terms, deal.isLong, deal.volume, deal.margin, deal.notional);
    const margin = this.#margin - market.margin + symbolMargin(market.instrument, terms);
    return roundMinor(margin) - deal.commission <= this.state.equity;
  }

  add(market: Market, position: VenuePosition): void {
    market.positions.push(position);
    this.positions.push(position);
  }

  remove(market: Market, position: VenuePosition): void {
    market.positions.splice(market.positions.indexOf(position), 1);
    this.positions.splice(this.positions.indexOf(position), 1);
  }

  /**
   * Takes a deal into the sums, values the market anew and checks that everything adds up. Called after each deal.
   * `isLong`: the side of the position that it changes; `volume`: lots, below 0 where they are closed.
   */
  settleDeal(
    market: Market,
    deal: { readonly isLong: boolean; readonly volume: number; readonly notional: number },
  ): void {
    this.fills++;
    this.turnover += deal.notional;
    if (deal.isLong) market.dealtLong += deal.volume;
    else market.dealtShort += deal.volume;
    market.dealtAt = market.quote.time;
    market.levels.isStale = true;
    market.remargin();
    let margin = 0;
    for (const each of this.#markets) margin += each.margin;
    this.#margin = margin;
    this.state.margin = roundMinor(margin);
    this.mark(market);
    this.check();
  }

  /**
   * Throws `INVARIANT_BROKEN` unless the open volume of each side of each symbol is the sum of its deals, and the floating
   * profit the sum over the positions.
   */
  check(): void {
    let count = 0;
    let floating = 0;
    for (const market of this.#markets) {
      const { positions } = market;
      let long = 0;
      let short = 0;
      for (let index = 0; index < positions.length; index++) {
        const { isLong, volume, floatingProfit } = positions[index]!;
        if (isLong) long += volume;
        else short += volume;
        floating += floatingProfit;
      }
      count += positions.length;
      if (Math.abs(long - market.dealtLong) > LOTS_TOLERANCE || Math.abs(short - market.dealtShort) > LOTS_TOLERANCE) {
        const { quote, dealtLong, dealtShort } = market;
        const open = `${long} long and ${short} short of ${quote.symbol}`;
        invariant(false, `the open volume, ${open}, is the sum of the fills, ${dealtLong} and ${dealtShort}`);
      }
    }
    if (count !== this.positions.length) {
      invariant(false, `the account has the ${count} positions of its symbols, not ${this.positions.length}`);
    }
    if (floating !== this.#floating) {
      invariant(false, `the floating profit ${this.#floating} is the sum over the positions ${floating}`);
    }
    this.checkEquity();
  }

  /** Throws `INVARIANT_BROKEN` unless equity is the balance that was booked and the floating profit of all markets. */
  checkEquity(): void {
    let floating = 0;
    for (const market of this.#markets) floating += market.floating;
    const { balance, equity } = this.state;
    if (balance !== this.book.balance || equity !== balance + floating) {
      invariant(false, `the equity ${equity} is the balance ${balance} and the floating profit ${floating}`);
    }
  }

  /** Whether equity is below this fraction of the margin. */
  isBelow(level: number): boolean {
    return this.positions.length > 0 && this.state.equity < this.state.margin * level;
  }

  /** Equity beyond what `level` needs, in minor units. */
  reserve(level: number): number {
    return this.state.equity - this.state.margin * level;
  }
}
