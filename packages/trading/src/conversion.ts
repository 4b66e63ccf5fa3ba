import type { Currency, EpochMs, Instrument } from '@pipwright/model';
import { errors } from './errors.ts';

/** Both sides of a price. */
export interface BidAsk {
  readonly bid: number;
  readonly ask: number;
}

/** Rates between currencies that the traded instrument itself does not quote. */
export interface ConversionRates {
  /**
   * Units of `to` for one unit of `from`, as known at `time`: at `bid` the unit is sold, at `ask` it is bought. Undefined
   * where there is none. The answer is read before the next call: one object may serve all of them.
   */
  rate(from: Currency, to: Currency, time: EpochMs): BidAsk | undefined;
}

const Route = { Same: 0, OwnPrice: 1, Rates: 2 } as const;
type Route = (typeof Route)[keyof typeof Route];

/**
 * Converts an instrument's currencies to the account's.
 *
 * Money that comes in is sold for the account's currency and money that goes out is bought with it, so that each
 * conversion is made at the worse side: a profit at the bid of its currency, a loss at the ask. Where the account is kept in
 * the base or quote currency the instrument's own price does it; otherwise `rates`. Values that nobody exchanges
 * (notional, margin) are taken at the middle.
 */
export class CurrencyConversion {
  readonly #instrument: Instrument;
  readonly #account: Currency;
  readonly #rates: ConversionRates | undefined;
  readonly #quoteRoute: Route;
  readonly #baseRoute: Route;

  /** Throws `NO_CONVERSION_RATE` where a cross needs rates and none are given. */
  constructor(instrument: Instrument, account: Currency, rates?: ConversionRates) {
    this.#instrument = instrument;
    this.#account = account;
    this.#rates = rates;
    this.#quoteRoute = routeOf(instrument.quote, instrument.base, account);
    this.#baseRoute = routeOf(instrument.base, instrument.quote, account);
    if (this.#quoteRoute === Route.Rates && rates === undefined) throw this.#missing(instrument.quote);
  }

  /** Account currency for one unit of the quote currency that is won (`isProfit`) or lost, the instrument standing at `market`. */
  quoteToAccount(market: BidAsk, time: EpochMs, isProfit: boolean): number {
    if (this.#quoteRoute === Route.Same) return 1;
    // Whoever has the quote currency to sell buys the base with it, at the ask.
    if (this.#quoteRoute === Route.OwnPrice) return 1 / (isProfit ? market.ask : market.bid);
    return this.toAccount(this.#instrument.quote, time, isProfit);
  }

  /** Account currency for one unit of the base currency at the middle, for notional and margin. */
  baseToAccount(market: BidAsk, time: EpochMs): number {
    if (this.#baseRoute === Route.Same) return 1;
    if (this.#baseRoute === Route.OwnPrice) return (market.bid + market.ask) / 2;
    const rate = this.#rateOf(this.#instrument.base, time);
    return (rate.bid + rate.ask) / 2;
  }

  /** Account currency for one unit of `from`, whatever currency it is, that is received (`isProfit`) or paid. */
  moneyToAccount(from: Currency, market: BidAsk, time: EpochMs, isProfit: boolean): number {
    const { base, quote } = this.#instrument;
    if (from === this.#account) return 1;
    if (from === quote) return this.quoteToAccount(market, time, isProfit);
    if (from === base && this.#baseRoute === Route.OwnPrice) return isProfit ? market.bid : market.ask;
    return this.toAccount(from, time, isProfit);
  }

  /** Account currency for one unit of `from` by the rates. Throws `NO_CONVERSION_RATE`. */
  toAccount(from: Currency, time: EpochMs, isProfit: boolean): number {
    if (from === this.#account) return 1;
    const rate = this.#rateOf(from, time);
    return isProfit ? rate.bid : rate.ask;
  }

  #rateOf(from: Currency, time: EpochMs): BidAsk {
    const rate = this.#rates?.rate(from, this.#account, time);
    if (rate === undefined || !(rate.bid > 0)) throw this.#missing(from);
    return rate;
  }

  #missing(from: Currency): Error {
    return errors.NO_CONVERSION_RATE({ from, to: this.#account, symbol: this.#instrument.symbol });
  }
}

function routeOf(from: Currency, other: Currency, account: Currency): Route {
  if (from === account) return Route.Same;
  return other === account ? Route.OwnPrice : Route.Rates;
}
