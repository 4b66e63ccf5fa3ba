import {
  roundToTick,
  type CandleColumns,
  type Currency,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type Price,
  type Quote,
} from '@pipwright/model';
import {
  CurrencyConversion,
  minorPerMajor,
  roundMinor,
  type ApprovedOrder,
  type BidAsk,
  type Commission,
  type ConversionRates,
} from '@pipwright/trading';
import type { FillMoment, Slippage } from './costs/slippage.ts';
import type { OpenPosition } from './open-position.ts';

export interface MarketOptions {
  readonly instrument: Instrument;
  readonly account: Currency;
  readonly slippage: Slippage;
  readonly commission: Commission;
  readonly rates?: ConversionRates;
}

/** One symbol of the simulated venue: its quote, its positions, its orders, and what a price move is worth. */
export class Market {
  readonly instrument: Instrument;
  readonly conversion: CurrencyConversion;
  readonly minorPerMajor: number;
  readonly commission: Commission;
  readonly positions: OpenPosition[] = [];
  /** Orders that wait for the next open. */
  readonly pending: ApprovedOrder[] = [];
  readonly quote: { -readonly [Key in keyof Quote]: Quote[Key] };
  /** Sum of the floating profits of `positions`, in minor units. */
  floating = 0;
  lastOpenTime = Number.NEGATIVE_INFINITY;
  /** Rollovers up to this time are booked; meaningful while there are positions. */
  swapBookedUntil = 0 as EpochMs;
  nextRollover = Number.POSITIVE_INFINITY;
  readonly #slippage: Slippage;
  readonly #moment: FillMoment = { time: 0 as EpochMs, spread: 0, range: 0, volume: 0, isStop: false };
  readonly #price = { bid: 0, ask: 0 };

  /** Throws `NO_CONVERSION_RATE`. */
  constructor(options: MarketOptions) {
    this.instrument = options.instrument;
    this.conversion = new CurrencyConversion(options.instrument, options.account, options.rates);
    this.minorPerMajor = minorPerMajor(options.account);
    this.#slippage = options.slippage;
    this.commission = options.commission;
    this.quote = { symbol: options.instrument.symbol, time: 0 as EpochMs, bid: 0 as Price, ask: 0 as Price };
  }

  /** Slippage of a fill in the candle at `index`, in price units. */
  slippage(candles: CandleColumns, index: number, isStop: boolean): number {
    const moment = this.#moment;
    moment.time = candles.time[index]! as EpochMs;
    moment.spread = candles.askOpen[index]! - candles.open[index]!;
    moment.range = candles.high[index]! - candles.low[index]!;
    moment.isStop = isStop;
    return this.#slippage(moment);
  }

  /** Minor units of the account for a move of one price unit, the position being closed at `price`. */
  minorPerPriceUnit(position: OpenPosition, price: number, time: EpochMs): number {
    const units = position.volume * this.instrument.contractSize;
    const isProfit = position.isLong ? price > position.openPrice : price < position.openPrice;
    return units * this.conversion.quoteToAccount(this.#at(price), time, isProfit) * this.minorPerMajor;
  }

  /** Profit of closing a position at `price`, without costs. */
  profitAt(position: OpenPosition, price: number, time: EpochMs): MinorUnits {
    const move = position.isLong ? price - position.openPrice : position.openPrice - price;
    return roundMinor(move * this.minorPerPriceUnit(position, price, time));
  }

  /** Value of a volume in minor units of the account. */
  notional(volume: number, price: number, time: EpochMs): number {
    const units = volume * this.instrument.contractSize;
    return units * this.conversion.baseToAccount(this.#at(price), time) * this.minorPerMajor;
  }

  #at(price: number): BidAsk {
    this.#price.bid = price;
    this.#price.ask = price;
    return this.#price;
  }

  /** Values every position at the given quote. */
  mark(bid: number, ask: number, time: EpochMs): void {
    let floating = 0;
    const { positions } = this;
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index]!;
      position.floatingProfit = this.profitAt(position, position.isLong ? bid : ask, time);
      floating += position.floatingProfit;
    }
    this.floating = floating;
  }

  /** A quote made worse by slippage for whoever buys (or sells), on the instrument's tick. */
  slipped(quote: number, buys: boolean, slippage: number): Price {
    return roundToTick(this.instrument, buys ? quote + slippage : quote - slippage);
  }

  /** How much worse `price` is than `quote`, in whole ticks, as a price difference. */
  slippageBetween(quote: number, price: number, buys: boolean): number {
    return roundToTick(this.instrument, buys ? price - quote : quote - price) + 0;
  }
}
