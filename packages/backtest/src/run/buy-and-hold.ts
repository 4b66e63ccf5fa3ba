import {
  rolloversBetween,
  timeframeMs,
  tradingDayOpen,
  type CandleColumns,
  type CandleSeries,
  type Currency,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { CurrencyConversion, minorPerMajor, roundMinor, type ConversionRates } from '@pipwright/trading';
import { commissionOf } from '../costs/commission.ts';
import { nightsOf, swapAmount, type SwapMarket, type SwapPosition } from '../costs/swap.ts';
import type { TradingCosts } from '../costs/trading-costs.ts';
import type { VenueAccount } from '../venue/venue-options.ts';

export interface BuyAndHoldOptions {
  readonly instrument: Instrument;
  readonly series: CandleSeries;
  readonly account: VenueAccount;
  readonly costs: TradingCosts;
  readonly rates?: ConversionRates;
  /** Ascending. */
  readonly times: Float64Array;
}

/** No trading day is shorter. */
const DAY_MS_MIN = 23 * 3_600_000;

/**
 * The equity of an account that does nothing but buy at the first open at which its money can be converted, and hold: as
 * much of the base currency as its initial balance is worth, so without leverage, at the ask. It pays what the broker asks for
 * that: the spread, the commission of the entry, and swap for every night. It is valued at the bid, in the last row as if it were
 * sold, with the commission of the exit. Minor units, at each of `times`; the initial balance before the first close.
 */
export function buyAndHold(options: BuyAndHoldOptions): Float64Array {
  const { series, times, account } = options;
  const { candles } = series;
  const durationMs = timeframeMs(series.timeframe);
  const equity = new Float64Array(times.length).fill(account.initialBalance);
  const first = firstConvertible(options);
  if (first === candles.length) return equity;
  const holding = new Holding(options, first);
  let index = first - 1;
  for (let row = 0; row < times.length; row++) {
    const lastOpen = times[row]! - durationMs;
    while (index + 1 < candles.length && candles.time[index + 1]! <= lastOpen) holding.bookNights(++index);
    if (index >= first) equity[row] = holding.equity(index);
  }
  if (index >= first) equity[times.length - 1]! += holding.exitCommission(index);
  return equity;
}

/** Index of the first candle at whose open both of the instrument's currencies have a rate; the length where none has. */
function firstConvertible({ instrument, series, account, rates }: BuyAndHoldOptions): number {
  const { base, quote } = instrument;
  const { candles } = series;
  if (base === account.currency || quote === account.currency) return 0;
  let index = 0;
  const isKnown = (code: Currency): boolean =>
    rates?.rate(code, account.currency, candles.time[index]! as EpochMs) !== undefined;
  while (index < candles.length && !(isKnown(base) && isKnown(quote))) index++;
  return index;
}

/** The one position of the account that holds. */
class Holding {
  readonly #options: BuyAndHoldOptions;
  readonly #candles: CandleColumns;
  readonly #conversion: CurrencyConversion;
  readonly #minorPerMajor: number;
  /** Lots, not rounded to the step: this is a yardstick, not an order. */
  readonly #position: SwapPosition;
  /** What a move of one price unit of the quote currency is worth, in minor units of that currency. */
  readonly #units: number;
  readonly #market: { -readonly [Key in keyof SwapMarket]: SwapMarket[Key] };
  readonly #durationMs: number;
  #balance: number;
  #bookedUntil: EpochMs;
  #nextRollover: number;

  constructor(options: BuyAndHoldOptions, start: number) {
    const { instrument, series, account, rates } = options;
    const { candles } = series;
    const first = candles.time[start]! as EpochMs;
    this.#options = options;
    this.#candles = candles;
    this.#durationMs = timeframeMs(series.timeframe);
    this.#conversion = new CurrencyConversion(instrument, account.currency, rates);
    this.#minorPerMajor = minorPerMajor(account.currency);
    this.#market = {
      bid: candles.open[start]!,
      ask: candles.askOpen[start]!,
      time: first,
      conversion: this.#conversion,
      minorPerMajor: this.#minorPerMajor,
    };
    const units = account.initialBalance / (this.#conversion.baseToAccount(this.#market, first) * this.#minorPerMajor);
    const volume = units / instrument.contractSize;
    this.#position = { isLong: true, volume, openPrice: candles.askOpen[start]! };
    this.#units = units * this.#minorPerMajor;
    this.#balance = account.initialBalance + this.#commission(account.initialBalance);
    this.#bookedUntil = first;
    this.#nextRollover = options.costs.swap ? tradingDayOpen(first) + DAY_MS_MIN : Number.POSITIVE_INFINITY;
  }

  /** Books the nights since the candle before, up to and including the open of this one, at the price before it. */
  bookNights(index: number): void {
    if (this.#candles.time[index]! < this.#nextRollover) return;
    const open = this.#candles.time[index]! as EpochMs;
    const { instrument } = this.#options;
    const before = Math.max(0, index - 1);
    this.#moveTo(before);
    for (const rollover of rolloversBetween(this.#bookedUntil, open)) {
      this.#market.time = rollover.time;
      this.#balance += swapAmount(instrument, this.#position, nightsOf(instrument, rollover), this.#market);
    }
    this.#bookedUntil = open;
    this.#nextRollover = tradingDayOpen(open) + DAY_MS_MIN;
  }

  /** Equity at the close of a candle. */
  equity(index: number): number {
    this.#moveTo(index);
    const move = this.#market.bid - this.#position.openPrice;
    const rate = this.#conversion.quoteToAccount(this.#market, this.#market.time, move > 0);
    return this.#balance + roundMinor(move * this.#units * rate);
  }

  exitCommission(index: number): number {
    this.#moveTo(index);
    const perUnit = this.#conversion.baseToAccount(this.#market, this.#market.time);
    return this.#commission(this.#units * perUnit);
  }

  #moveTo(index: number): void {
    this.#market.bid = this.#candles.close[index]!;
    this.#market.ask = this.#candles.askClose[index]!;
    this.#market.time = (this.#candles.time[index]! + this.#durationMs) as EpochMs;
  }

  #commission(notional: number): number {
    const { costs, account } = this.#options;
    return commissionOf(costs.commission, account.currency)(this.#position.volume, notional);
  }
}
