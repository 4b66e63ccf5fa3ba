// Long because the order in which one candle is processed is the venue: split up, it could not be read or checked.
import {
  ExitReason,
  OrderState,
  ReturnCode,
  rolloversBetween,
  Side,
  tradingDayOpen,
  type AccountState,
  type CandleColumns,
  type Currency,
  type EpochMs,
  type Instrument,
  type MinorUnits,
  type PendingOrder,
  type Position,
  type Price,
  type Quote,
  type SymbolName,
} from '@pipwright/model';
import type { Random } from '@pipwright/kernel';
import {
  assertApproved,
  Booking,
  type ApprovedOrder,
  type Broker,
  type BrokerListener,
  type ConversionRates,
} from '@pipwright/trading';
import { findBarrier, type BarrierHit } from './barrier.ts';
import { closedTrade } from './closed-trade.ts';
import { commissionOf } from './costs/commission.ts';
import { slippageOf } from './costs/slippage.ts';
import { nightsOf, swapAmount } from './costs/swap.ts';
import type { TradingCosts } from './costs/trading-costs.ts';
import { errors } from './errors.ts';
import { HedgingAccount } from './hedging-account.ts';
import { Market } from './market.ts';
import { OpenPosition } from './open-position.ts';
import { refusalOf } from './order-rules.ts';
import { entryDeal, exitDeal } from './venue-fills.ts';

export interface VenueAccount {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  /** Positions are closed, the worst first, while equity is below this fraction of the margin. */
  readonly stopOutLevel: number;
}

export interface SimulatedVenueOptions {
  readonly account: VenueAccount;
  readonly instruments: readonly Instrument[];
  readonly costs: TradingCosts;
  readonly random: Random;
  readonly rates?: ConversionRates;
}

/** Exits at levels inside candles, and how they were found. */
export interface VenueTotals {
  /** Exits at a stop-loss or take-profit … */
  barrierExits: number;
  /** … of which so many rest on the rule for candles that reach both. */
  ruleExits: number;
  stopOuts: number;
}

interface Exit {
  readonly quote: number;
  readonly slippage: number;
  readonly spread: number;
  readonly time: EpochMs;
  readonly reason: ExitReason;
}

const DAY_MS = 24 * 3_600_000;

/**
 * A broker made of candles: a hedging account on bid and ask.
 *
 * Each closed candle is processed in this order. (1) Swap for every 17:00 New York since the last candle, up to and
 * including this one's open, on the positions held. (2) At the open: positions asked to be closed, then waiting orders, at the
 * ask for buyers and the bid for sellers, worse by the slippage. (3) Swap for rollovers inside the candle. (4) Stops
 * and targets inside the candle, in the order of their opening; see `findBarrier`. (5) Positions are valued at the
 * close. (6) Stop-out at the close's quote, without slippage.
 *
 * The state is a fold over the calls. Money is booked the moment it arises, swap included.
 */
export class SimulatedVenue implements Broker {
  readonly totals: VenueTotals = { barrierExits: 0, ruleExits: 0, stopOuts: 0 };
  readonly ledger: HedgingAccount;
  readonly #costs: TradingCosts;
  readonly #stopOutLevel: number;
  readonly #markets = new Map<SymbolName, Market>();
  readonly #listeners: BrokerListener[] = [];
  readonly #hit: BarrierHit = { reason: ExitReason.StopLoss, price: 0, atOpen: false, byRule: false };

  /** Throws `COST_OUT_OF_RANGE` or `NO_CONVERSION_RATE`. */
  constructor(options: SimulatedVenueOptions) {
    const { account, costs, random } = options;
    checkAmount('stopOutLevel', account.stopOutLevel);
    this.#costs = costs;
    this.#stopOutLevel = account.stopOutLevel;
    const commission = commissionOf(costs.commission, account.currency);
    this.ledger = new HedgingAccount(account.currency, account.initialBalance, this.#markets);
    for (const instrument of options.instruments) {
      const slippage = slippageOf(costs.slippage, instrument, random.split(`slippage ${instrument.symbol}`));
      const rates = options.rates === undefined ? {} : { rates: options.rates };
      this.#markets.set(
        instrument.symbol,
        new Market({ instrument, account: account.currency, slippage, commission, ...rates }),
      );
    }
  }

  subscribe(listener: BrokerListener): void {
    this.#listeners.push(listener);
  }

  account(): AccountState {
    return this.ledger.state;
  }

  positions(): readonly Position[] {
    return this.ledger.positions;
  }

  quote(symbol: SymbolName): Quote | undefined {
    const { quote } = this.#market(symbol);
    return quote.time === 0 ? undefined : quote;
  }

  submit(order: ApprovedOrder): void {
    assertApproved(order);
    const { request } = order;
    const market = this.#market(request.symbol);
    const refusal = refusalOf(request, market.instrument);
    if (refusal !== null) return this.#update(order, OrderState.Rejected, request.createdAt, refusal);
    market.pending.push(order);
    this.#update(order, OrderState.Acknowledged, request.createdAt);
  }

  closePosition(positionId: string, reason: ExitReason): void {
    const position = this.ledger.positions.find((candidate) => candidate.id === positionId);
    if (position !== undefined && position.closing === null) position.closing = reason;
  }

  closeBy(): void {
    throw new Error('replaced by the new venue');
  }

  modifyPosition(): void {
    throw new Error('replaced by the new venue');
  }

  modifyOrder(): void {
    throw new Error('replaced by the new venue');
  }

  cancelOrder(): void {
    throw new Error('replaced by the new venue');
  }

  orders(): readonly PendingOrder[] {
    return [];
  }

  onCandleClosed(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs): void {
    const market = this.#market(symbol);
    const openTime = candles.time[index]! as EpochMs;
    if (!(openTime > market.lastOpenTime)) {
      throw errors.CANDLE_OUT_OF_ORDER({ index, symbol, time: openTime, last: market.lastOpenTime });
    }
    market.lastOpenTime = openTime;
    const active = market.positions.length > 0 || market.pending.length > 0;
    if (active) {
      this.#bookSwap(market, openTime);
      this.#trade(market, candles, index, openTime);
      this.#bookSwap(market, (closeTime - 1) as EpochMs);
      this.#exitAtBarriers(market, candles, index, closeTime);
    }
    market.quote.bid = candles.close[index]! as Price;
    market.quote.ask = candles.askClose[index]! as Price;
    market.quote.time = closeTime;
    if (!active) return;
    this.ledger.mark(market, market.quote.bid, market.quote.ask, closeTime);
    this.#stopOut(closeTime);
  }

  /** Ends the simulation: cancels waiting orders and closes every position at the last quote, without slippage. */
  finish(time: EpochMs): void {
    for (const market of this.#markets.values()) {
      for (const order of market.pending.splice(0)) this.#update(order, OrderState.Cancelled, time, 'end of data');
    }
    for (const position of this.ledger.positions.slice()) this.#closeAtQuote(position, time, ExitReason.EndOfData);
  }

  #market(symbol: SymbolName): Market {
    const market = this.#markets.get(symbol);
    if (market === undefined) throw errors.UNKNOWN_SYMBOL({ symbol, known: [...this.#markets.keys()].join(', ') });
    return market;
  }

  #update(order: ApprovedOrder, state: OrderState, time: EpochMs, reason = ''): void {
    const { clientOrderId } = order.request;
    for (const listener of this.#listeners)
      listener.onOrderUpdate({ clientOrderId, state, time, code: ReturnCode.Done, reason });
  }

  /** Books swap for the rollovers since the last call, up to and including `until`. */
  #bookSwap(market: Market, until: EpochMs): void {
    if (until < market.nextRollover || market.positions.length === 0) return;
    const { conversion } = market;
    for (const rollover of rolloversBetween(market.swapBookedUntil, until)) {
      if (!this.#costs.swap) break;
      const nights = nightsOf(market.instrument, rollover);
      for (const position of market.positions) {
        const amount = swapAmount(market.instrument, position, nights, {
          bid: market.quote.bid,
          ask: market.quote.ask,
          time: rollover.time,
          conversion,
          minorPerMajor: market.minorPerMajor,
        });
        position.swap = (position.swap + amount) as MinorUnits;
        this.ledger.book.book(Booking.Swap, amount);
      }
    }
    market.swapBookedUntil = until;
    market.nextRollover = tradingDayOpen(until) + DAY_MS;
  }

  /** Everything that happens at the open: requested exits first, as they free the margin that orders need. */
  #trade(market: Market, candles: CandleColumns, index: number, time: EpochMs): void {
    const bid = candles.open[index]!;
    const ask = candles.askOpen[index]!;
    const { pending, positions } = market;
    for (let at = 0; at < positions.length;) {
      const position = positions[at]!;
      if (position.closing === null) {
        at++;
        continue;
      }
      const slippage = market.slippage(candles, index, false);
      const quote = position.isLong ? bid : ask;
      position.observe(quote, quote);
      this.#exit(market, position, { quote, slippage, spread: ask - bid, time, reason: position.closing });
    }
    if (pending.length === 0) return;
    for (const order of pending.splice(0)) {
      this.ledger.mark(market, bid, ask, time);
      this.#enter(market, order, { bid, ask, slippage: market.slippage(candles, index, false), time });
    }
  }

  #enter(
    market: Market,
    order: ApprovedOrder,
    at: { bid: number; ask: number; slippage: number; time: EpochMs },
  ): void {
    const { request } = order;
    const { instrument } = market;
    const buys = request.side === Side.Buy;
    const quote = buys ? at.ask : at.bid;
    const price = market.slipped(quote, buys, at.slippage);
    const notional = market.notional(request.volume, price, at.time);
    const commission = market.commission(request.volume, notional);
    const margin = notional / instrument.margin.leverage;
    const level = (distance: number): Price => (distance === 0 ? 0 : market.slipped(price, buys, distance)) as Price;
    const position = new OpenPosition(order, {
      time: at.time,
      price,
      stopLoss: level(-request.stopLossDistance),
      takeProfit: level(request.takeProfitDistance),
      spread: at.ask - at.bid,
      slippage: market.slippageBetween(quote, price, buys),
      commission,
      margin,
    });
    if (!this.ledger.canCarry(market, position)) {
      return this.#update(order, OrderState.Rejected, at.time, 'not enough money');
    }
    this.ledger.add(market, position, notional);
    if (market.positions.length === 1) {
      market.swapBookedUntil = at.time;
      market.nextRollover = tradingDayOpen(at.time) + DAY_MS;
    }
    this.ledger.book.book(Booking.Commission, commission);
    this.#update(order, OrderState.Filled, at.time);
    const fill = entryDeal(position);
    for (const listener of this.#listeners) listener.onFill(fill);
    this.ledger.mark(market, at.bid, at.ask, at.time);
  }

  #exitAtBarriers(market: Market, candles: CandleColumns, index: number, closeTime: EpochMs): void {
    const { positions } = market;
    const hit = this.#hit;
    // The spread at an unknown moment inside the candle: the mean of what is known of it.
    const openSpread = candles.askOpen[index]! - candles.open[index]!;
    const spread = (openSpread + candles.askClose[index]! - candles.close[index]!) / 2;
    for (let at = 0; at < positions.length;) {
      const position = positions[at]!;
      if (!findBarrier(position, candles, index, hit)) {
        if (position.isLong) position.observe(candles.low[index]!, candles.high[index]!);
        else position.observe(candles.askLow[index]!, candles.askHigh[index]!);
        at++;
        continue;
      }
      const open = position.isLong ? candles.open[index]! : candles.askOpen[index]!;
      position.observe(Math.min(open, hit.price), Math.max(open, hit.price));
      this.totals.barrierExits++;
      if (hit.byRule) this.totals.ruleExits++;
      this.#exit(market, position, {
        quote: hit.price,
        slippage: hit.reason === ExitReason.StopLoss ? market.slippage(candles, index, true) : 0,
        spread: hit.atOpen ? openSpread : spread,
        time: hit.atOpen ? (candles.time[index]! as EpochMs) : closeTime,
        reason: hit.reason,
      });
    }
  }

  #exit(market: Market, position: OpenPosition, exit: Exit): void {
    const buys = !position.isLong;
    const { time, reason, spread } = exit;
    const price = market.slipped(exit.quote, buys, exit.slippage);
    const slippage = market.slippageBetween(exit.quote, price, buys);
    const profit = market.profitAt(position, price, time);
    const notional = market.notional(position.volume, price, time);
    const commission = market.commission(position.volume, notional);
    position.observe(price, price);
    this.ledger.book.book(Booking.Profit, profit);
    this.ledger.book.book(Booking.Commission, commission);
    this.ledger.remove(market, position, notional);
    const closed = { time, price, reason, spread, slippage, commission, profit };
    const fill = exitDeal(position, closed);
    const trade = closedTrade(position, closed, market);
    for (const listener of this.#listeners) {
      listener.onFill(fill);
      listener.onTrade(trade);
    }
  }

  #stopOut(time: EpochMs): void {
    const { state } = this.ledger;
    for (;;) {
      const worst = this.ledger.worst();
      if (worst === undefined || state.equity >= state.margin * this.#stopOutLevel) return;
      this.totals.stopOuts++;
      this.#closeAtQuote(worst, time, ExitReason.StopOut);
    }
  }

  #closeAtQuote(position: OpenPosition, time: EpochMs, reason: ExitReason): void {
    const market = this.#market(position.symbol);
    const { bid, ask } = market.quote;
    this.#exit(market, position, { quote: position.isLong ? bid : ask, slippage: 0, spread: ask - bid, time, reason });
  }
}

function checkAmount(name: string, value: number): void {
  if (value >= 0 && value < Infinity) return;
  throw errors.COST_OUT_OF_RANGE({ name, value, expected: 'a finite number of at least 0' });
}
