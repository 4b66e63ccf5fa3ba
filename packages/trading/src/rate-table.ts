import type { Currency, EpochMs } from '@pipwright/model';
import type { BidAsk, ConversionRates } from './conversion.ts';

/** Quotes of one currency pair, ascending by the time from which each is known. Columns of equal length. */
export interface RateColumns {
  /** UTC epoch milliseconds. */
  readonly time: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
}

/** One pair on the way from a currency to another. `inverse`: the pair quotes the step the other way round. */
export interface RateLeg {
  readonly columns: RateColumns;
  readonly inverse: boolean;
}

/** How a currency becomes the account's: by one pair, or by two where none quotes it directly. */
export interface RateRoute {
  readonly from: Currency;
  readonly legs: readonly RateLeg[];
}

/** Everything that an account needs for its conversions, as plain columns that threads can share. */
export interface RateTable {
  readonly account: Currency;
  readonly routes: readonly RateRoute[];
}

/** One pair, read forwards: the last answer is where the next search begins. */
class LegCursor {
  readonly #time: Float64Array;
  readonly #bid: Float64Array;
  readonly #ask: Float64Array;
  readonly #inverse: boolean;
  #index = -1;

  constructor({ columns, inverse }: RateLeg) {
    this.#time = columns.time;
    this.#bid = columns.bid;
    this.#ask = columns.ask;
    this.#inverse = inverse;
  }

  /** Goes to the last quote that is known at `time`; `false` where there is none yet. */
  seek(time: number): boolean {
    const times = this.#time;
    let index = this.#index;
    if (index >= 0 && times[index]! > time) index = -1;
    // A run's clock moves on by a row or a few; after a jump the rest is halved.
    const near = Math.min(times.length, index + 9);
    while (index + 1 < near && times[index + 1]! <= time) index++;
    if (index + 1 < times.length && times[index + 1]! <= time) {
      let end = times.length;
      while (index + 1 < end) {
        const middle = (index + 1 + end) >>> 1;
        if (times[middle]! <= time) index = middle;
        else end = middle;
      }
    }
    this.#index = index;
    return index >= 0;
  }

  get bid(): number {
    return this.#inverse ? 1 / this.#ask[this.#index]! : this.#bid[this.#index]!;
  }

  get ask(): number {
    return this.#inverse ? 1 / this.#bid[this.#index]! : this.#ask[this.#index]!;
  }
}

/** A way to the account's currency with the answer that it gave last. */
class RouteCursor {
  readonly #legs: readonly LegCursor[];
  readonly #rate = { bid: 0, ask: 0 };
  #askedAt = Number.NaN;
  #isKnown = false;

  constructor(route: RateRoute) {
    this.#legs = route.legs.map((leg) => new LegCursor(leg));
  }

  at(time: number): BidAsk | undefined {
    // Every position of a symbol asks at the same moment.
    if (time !== this.#askedAt) this.#find(time);
    return this.#isKnown ? this.#rate : undefined;
  }

  #find(time: number): void {
    this.#askedAt = time;
    this.#isKnown = false;
    let bid = 1;
    let ask = 1;
    for (const leg of this.#legs) {
      if (!leg.seek(time)) return;
      bid *= leg.bid;
      ask *= leg.ask;
    }
    this.#rate.bid = bid;
    this.#rate.ask = ask;
    this.#isKnown = true;
  }
}

class TableRates implements ConversionRates {
  readonly #account: Currency;
  readonly #routes: ReadonlyMap<Currency, RouteCursor>;
  /** A symbol asks for the same currency again and again. */
  #from: Currency | null = null;
  #route: RouteCursor | undefined;

  constructor(account: Currency, routes: ReadonlyMap<Currency, RouteCursor>) {
    this.#account = account;
    this.#routes = routes;
  }

  rate(from: Currency, to: Currency, time: EpochMs): BidAsk | undefined {
    if (to !== this.#account) return undefined;
    if (from !== this.#from) {
      this.#from = from;
      this.#route = this.#routes.get(from);
    }
    return this.#route?.at(time);
  }
}

/**
 * Rates to the account's currency as they were known at a time. Each pair on the way is crossed at its worse side.
 * Quick for times that ascend, right for any; asking allocates nothing.
 */
export function ratesOf(table: RateTable): ConversionRates {
  const routes = new Map<Currency, RouteCursor>(table.routes.map((route) => [route.from, new RouteCursor(route)]));
  return new TableRates(table.account, routes);
}
