import type { Currency, EpochMs, Instrument } from '@pipwright/model';
import { errors } from './errors.ts';

/** Rates between currencies that the traded instrument itself does not quote. */
export interface ConversionRates {
  /** Units of `to` for one unit of `from`, as known at `time`; undefined where there is none. */
  rate(from: Currency, to: Currency, time: EpochMs): number | undefined;
}

const Route = { Same: 0, OwnPrice: 1, Rates: 2 } as const;
type Route = (typeof Route)[keyof typeof Route];

/**
 * Converts an instrument's currencies to the account's.
 * Where the account is kept in the quote or base currency the instrument's own price does it; otherwise `rates`.
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

  /** Account currency for one unit of the quote currency, the instrument standing at `price`. */
  quoteToAccount(price: number, time: EpochMs): number {
    if (this.#quoteRoute === Route.Same) return 1;
    if (this.#quoteRoute === Route.OwnPrice) return 1 / price;
    return this.toAccount(this.#instrument.quote, time);
  }

  /** Account currency for one unit of the base currency, the instrument standing at `price`. */
  baseToAccount(price: number, time: EpochMs): number {
    if (this.#baseRoute === Route.Same) return 1;
    if (this.#baseRoute === Route.OwnPrice) return price;
    return this.toAccount(this.#instrument.base, time);
  }

  /** Account currency for one unit of `from`. Throws `NO_CONVERSION_RATE`. */
  toAccount(from: Currency, time: EpochMs): number {
    if (from === this.#account) return 1;
    const rate = this.#rates?.rate(from, this.#account, time);
    if (rate === undefined || !(rate > 0)) throw this.#missing(from);
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
