import {
  MarketHours,
  roundToTick,
  toPoints,
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
  type Commission,
  type ConversionRates,
} from '@pipwright/trading';
import type { FillMoment, Slippage } from '../costs/slippage.ts';
import { symbolMargin } from '../costs/margin.ts';
import { errors } from '../errors.ts';
import { CandlePath } from './candle-path.ts';
import { addTerms, clearTerms, noTerms, type MutableTerms } from './margin-terms.ts';
import { LevelTable } from './level-table.ts';
import { Pass } from './pass.ts';
import { RecentRange } from './recent-range.ts';
import { PathSource, type Execution } from './venue-options.ts';
import type { VenueOrder } from './venue-order.ts';
import type { VenuePosition } from './venue-position.ts';
import type { VenueRequest } from './venue-request.ts';

export interface MarketOptions {
  readonly instrument: Instrument;
  readonly account: Currency;
  readonly slippage: Slippage;
  readonly commission: Commission;
  readonly execution: Execution;
  /** `false`: no swap at all. */
  readonly booksSwap: boolean;
  readonly rates?: ConversionRates;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** One symbol of the simulated venue: its quote, its positions, what waits in it, and what a price move is worth. */
export class Market {
  readonly instrument: Instrument;
  readonly conversion: CurrencyConversion;
  readonly commission: Commission;
  readonly execution: Execution;
  readonly booksSwap: boolean;
  /** Minor units for a move of one price unit of one lot, where the quote currency is that of the account. */
  readonly moneyPerLot: number;
  readonly minorPerMajor: number;
  /** Oldest first, as in the other lists. */
  readonly positions: VenuePosition[] = [];
  readonly orders: VenueOrder[] = [];
  readonly requests: VenueRequest[] = [];
  readonly quote: Mutable<Quote>;
  readonly levels = new LevelTable();
  readonly path: CandlePath;
  readonly hours: MarketHours;
  readonly terms: MutableTerms = noTerms();
  readonly ticks = new RecentRange();
  /** Margin of the positions, in minor units, not rounded. */
  margin = 0;
  /** Sum of the floating profits of `positions`, in minor units. */
  floating = 0;
  /** Minor units that one lot loses with a move of one price unit, and the quote, as of the last valuation. */
  lossPerLot = 0;
  valuedBid = 0;
  valuedAsk = 0;
  /** What the present prices are read from. */
  source: PathSource = PathSource.Open;
  /** Counts jumps and walks: what the depth leaves is counted anew in each. */
  event = 0;
  /** Lots that can still be filled in this event. */
  depthLeft = Number.POSITIVE_INFINITY;
  /** Whether the market is in session at the present price: if not, the price is shown but not dealt at. */
  isOpen = true;
  /** Range of bid and ask in the candle that is being walked; of the last minute with ticks. */
  low = 0;
  high = 0;
  askLow = 0;
  askHigh = 0;
  lastOpenTime = Number.NEGATIVE_INFINITY;
  /** Earliest time at which a waiting order expires. */
  nextExpiry = Number.POSITIVE_INFINITY;
  /** A position opened now is held from here on, as far as the swap is concerned. */
  swapFrom = 0 as EpochMs;
  /** Rollovers up to this time are booked; meaningful while there are positions. */
  swapBookedUntil = 0 as EpochMs;
  nextRollover = Number.POSITIVE_INFINITY;
  /** Between the open and the close of a candle, and on which walk through it. */
  isWalking = false;
  /** The last candle was walked: the excursions of the positions know its range. */
  isWalked = false;
  pass: Pass = Pass.All;
  /** Time of the last deal: no later one is stamped earlier. */
  dealtAt = 0 as EpochMs;
  /** Lots of all entries less those of all exits, of positions on either side. */
  dealtLong = 0;
  dealtShort = 0;
  readonly #slippage: Slippage;
  readonly #moment: FillMoment = { time: 0 as EpochMs, spread: 0, range: 0, volume: 0, isStop: false };
  readonly #dealt = { bid: 0, ask: 0 };

  /** Throws `NO_CONVERSION_RATE`. */
  constructor(options: MarketOptions) {
    this.instrument = options.instrument;
    this.conversion = new CurrencyConversion(options.instrument, options.account, options.rates);
    this.minorPerMajor = minorPerMajor(options.account);
    this.moneyPerLot = options.instrument.contractSize * this.minorPerMajor;
    this.path = new CandlePath(options.instrument.tickSize);
    this.hours = new MarketHours(options.instrument);
    this.#slippage = options.slippage;
    this.commission = options.commission;
    this.execution = options.execution;
    this.booksSwap = options.booksSwap;
    this.quote = { symbol: options.instrument.symbol, time: 0 as EpochMs, bid: 0 as Price, ask: 0 as Price };
  }

  /** Nothing is open, waits or is on its way: prices pass without a trace. */
  get isIdle(): boolean {
    return this.positions.length === 0 && this.orders.length === 0 && this.requests.length === 0;
  }

  /** Moves the quote. */
  move(bid: number, ask: number, time: EpochMs): void {
    const { quote } = this;
    quote.bid = bid as Price;
    quote.ask = ask as Price;
    quote.time = time;
  }

  /** Nothing arrives, expires or rolls over until the close of a candle: only its prices may change something. */
  isCalm(closeTime: number): boolean {
    if (this.requests.length > 0 || this.nextExpiry <= closeTime) return false;
    return this.positions.length === 0 || closeTime <= this.nextRollover;
  }

  /** Throws `CANDLE_OUT_OF_ORDER` unless the candle opens after the one before. */
  beginCandle(index: number, time: number): void {
    if (!(time > this.lastOpenTime)) {
      const { symbol } = this.quote;
      throw errors.CANDLE_OUT_OF_ORDER({ index, symbol, time, last: this.lastOpenTime });
    }
    this.lastOpenTime = time;
  }

  /** Takes the range of a candle in, and whether the market is in session in any part of it. */
  enterCandle(candles: CandleColumns, index: number, closeTime: number): void {
    const time = candles.time[index]!;
    this.isOpen = this.hours.isOpen(time) || this.hours.nextOpen(time) < closeTime;
    this.low = candles.low[index]!;
    this.high = candles.high[index]!;
    this.askLow = candles.askLow[index]!;
    this.askHigh = candles.askHigh[index]!;
  }

  /** Begins a price event whose prices are read from `source`; `volume` was traded in it. */
  begin(source: PathSource, volume: number): void {
    this.source = source;
    this.event++;
    this.depthLeft = this.execution.available(volume);
  }

  /** Slippage of a fill at this moment, in price units. */
  slippage(volume: number, isStop: boolean): number {
    const moment = this.#moment;
    const { bid, ask, time } = this.quote;
    moment.time = time;
    moment.spread = ask - bid;
    moment.range = this.source === PathSource.Ticks ? this.ticks.range(time) : this.high - this.low;
    moment.volume = volume;
    moment.isStop = isStop;
    return this.#slippage(moment);
  }

  /** Minor units for a move of one price unit of `volume` lots at the present quote. */
  moneyPerPriceUnit(volume: number, isProfit: boolean): number {
    const { quote } = this;
    return volume * this.moneyPerLot * this.conversion.quoteToAccount(quote, quote.time, isProfit);
  }

  /** Booked profit of a price move in favour of `volume` lots. */
  profitOf(move: number, volume: number): MinorUnits {
    return roundMinor(move * this.moneyPerPriceUnit(volume, move > 0));
  }

  /** Value of a volume dealt at `price`, in minor units of the account. */
  notional(volume: number, price: number): number {
    const dealt = this.#dealt;
    dealt.bid = price;
    dealt.ask = price;
    return volume * this.moneyPerLot * this.conversion.baseToAccount(dealt, this.quote.time);
  }

  /** Floating profit of all positions at a quote, each rounded, in minor units. Only where `keep`, the positions take it. */
  valueAt(bid: number, ask: number, keep: boolean): number {
    const { positions, conversion } = this;
    const { time } = this.quote;
    const at = this.#dealt;
    at.bid = bid;
    at.ask = ask;
    const gain = this.moneyPerLot * conversion.quoteToAccount(at, time, true);
    const loss = this.moneyPerLot * conversion.quoteToAccount(at, time, false);
    let floating = 0;
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index]!;
      const move = position.isLong ? bid - position.openPrice : position.openPrice - ask;
      const profit = roundMinor(move * position.volume * (move > 0 ? gain : loss));
      if (keep) position.floatingProfit = profit;
      floating += profit;
    }
    if (!keep) return floating;
    this.lossPerLot = loss;
    this.valuedBid = bid;
    this.valuedAsk = ask;
    return floating;
  }

  /** Adds the margin up anew after a change of positions, so that no residue of earlier ones stays. */
  remargin(): void {
    const { positions, terms } = this;
    clearTerms(terms);
    for (let index = 0; index < positions.length; index++) {
      const { isLong, volume, margin, notional } = positions[index]!;
      addTerms(terms, isLong, volume, margin, notional);
    }
    this.margin = positions.length === 0 ? 0 : symbolMargin(this.instrument, terms);
  }

  pointsOf(difference: number): number {
    return toPoints(this.instrument, difference);
  }

  /** A quote made worse by slippage for whoever buys (or sells), on the instrument's tick. */
  slipped(quote: number, buys: boolean, slippage: number): Price {
    return roundToTick(this.instrument, buys ? quote + slippage : quote - slippage);
  }

  /** How much worse `price` is than `quote`, in whole ticks, as a price difference. */
  slippageBetween(quote: number, price: number, buys: boolean): number {
    return roundToTick(this.instrument, buys ? price - quote : quote - price) + 0;
  }

  /** Takes the range of the candle into the excursions of all positions. */
  observeRange(): void {
    const { positions } = this;
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index]!;
      if (position.isLong) position.observe(this.low, this.high);
      else position.observe(this.askLow, this.askHigh);
    }
  }

  /** Takes the quote into the excursions of all positions. */
  observeQuote(): void {
    const { positions, quote } = this;
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index]!;
      const price = position.isLong ? quote.bid : quote.ask;
      position.observe(price, price);
    }
  }

  /** Looks after which time the next order expires. */
  scheduleExpiry(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { expiresAt } of this.orders) if (expiresAt > 0 && expiresAt < next) next = expiresAt;
    this.nextExpiry = next;
  }
}
