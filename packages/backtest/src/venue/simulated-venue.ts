import {
  ExitReason,
  type AccountState,
  type CandleColumns,
  type EpochMs,
  type Lots,
  type PendingOrder,
  type Position,
  type Quote,
  type SymbolName,
} from '@pipwright/model';
import {
  assertApproved,
  type ApprovedOrder,
  type Broker,
  type BrokerListener,
  type OrderChange,
  type PositionChange,
} from '@pipwright/trading';
import { errors } from '../errors.ts';
import { Manner } from './dealer.ts';
import type { Market } from './market.ts';
import { Refusals } from './refusals.ts';
import { bookSwap } from './swap-desk.ts';
import type { VenueLedger } from './venue-ledger.ts';
import { PathSource, type FillSources } from './venue-options.ts';
import type { VenueRequest } from './venue-request.ts';
import { venueRooms, type SimulatedVenueOptions, type VenueRooms } from './venue-rooms.ts';
import type { VenueTotals } from './venue-totals.ts';

type Sent<Request> = Request extends VenueRequest ? Omit<Request, 'arrival' | 'queuedIn'> : never;

/**
 * A forex broker that behaves like MetaTrader 5's, moved by candles and ticks.
 *
 * A candle comes in three parts. `openCandle`: swap for every 17:00 New York since the last price is booked, orders whose
 * time is over expire, and the market jumps to the open, where requests that have arrived are carried out and gaps are
 * filled. `moveInside`: the price goes through the candle by the path rule. `closeCandle`: the quote is the close, and
 * positions are valued. `settle` then looks at the margin of the account. `onCandleClosed` does all of it for callers with one series.
 *
 * A request is carried out at the first price of its symbol at or after its arrival, with latency also inside a candle.
 *
 * The state is a fold over the calls. Money is booked the moment it arises, swap included.
 */
export class SimulatedVenue implements Broker {
  readonly ledger: VenueLedger;
  readonly totals: VenueTotals;
  readonly fillSources: FillSources;
  readonly #rooms: VenueRooms;
  readonly #list: readonly Market[];
  /** The market that moved last, which is mostly the one that moves next. */
  #latest: Market | undefined;
  #now = 0;
  /** Requests never overtake each other, whatever the latency draws. */
  #lastArrival = 0;

  /** Throws `COST_OUT_OF_RANGE` or `NO_CONVERSION_RATE`. */
  constructor(options: SimulatedVenueOptions) {
    const rooms = venueRooms(options);
    this.#rooms = rooms;
    this.#list = [...rooms.markets.values()];
    this.ledger = rooms.ledger;
    this.totals = rooms.announcer.totals;
    this.fillSources = rooms.dealer.sources;
  }

  subscribe(listener: BrokerListener): void {
    this.#rooms.announcer.listeners.push(listener);
  }

  account(): AccountState {
    return this.ledger.state;
  }

  positions(): readonly Position[] {
    return this.ledger.positions;
  }

  orders(): readonly PendingOrder[] {
    return this.#rooms.orders.waiting;
  }

  quote(symbol: SymbolName): Quote | undefined {
    const { quote } = this.#market(symbol);
    return quote.time === 0 ? undefined : quote;
  }

  submit(order: ApprovedOrder): void {
    assertApproved(order);
    const market = this.#market(order.request.symbol);
    this.#rooms.orders.submit(market, order, this.#arrival(market, order.request.createdAt));
  }

  closePosition(positionId: string, reason: ExitReason, volume?: Lots): void {
    const position = this.ledger.positions.find(({ id }) => id === positionId);
    if (position === undefined) return this.#refuseClosed('close-position', positionId);
    if (position.closing) return;
    position.closing = true;
    const market = this.#market(position.symbol);
    this.#send(market, { kind: 'close-position', id: positionId, reason, volume: volume ?? 0, isRest: false });
  }

  closeBy(positionId: string, oppositeId: string): void {
    const position = this.ledger.positions.find(({ id }) => id === positionId);
    if (position === undefined) return this.#refuseClosed('close-by', positionId);
    const opposite = this.ledger.positions.find(({ id }) => id === oppositeId);
    if (opposite !== undefined && opposite.symbol !== position.symbol) {
      return this.#rooms.announcer.refused('close-by', positionId, Refusals.NotOpposite, this.#now as EpochMs);
    }
    this.#send(this.#market(position.symbol), { kind: 'close-by', id: positionId, oppositeId });
  }

  modifyPosition(positionId: string, change: PositionChange): void {
    const position = this.ledger.positions.find(({ id }) => id === positionId);
    if (position === undefined) return this.#refuseClosed('modify-position', positionId);
    this.#send(this.#market(position.symbol), { kind: 'modify-position', id: positionId, change });
  }

  modifyOrder(clientOrderId: string, change: OrderChange): void {
    const market = this.#marketOfOrder(clientOrderId);
    if (market !== undefined) return this.#send(market, { kind: 'modify-order', id: clientOrderId, change });
    this.#rooms.announcer.refused('modify-order', clientOrderId, Refusals.OrderUnknown, this.#now as EpochMs);
  }

  cancelOrder(clientOrderId: string): void {
    const market = this.#marketOfOrder(clientOrderId);
    if (market !== undefined) return this.#send(market, { kind: 'cancel-order', id: clientOrderId });
    this.#rooms.announcer.refused('cancel-order', clientOrderId, Refusals.OrderUnknown, this.#now as EpochMs);
  }

  /** A whole candle, for callers with one series. Throws `CANDLE_OUT_OF_ORDER`. */
  onCandleClosed(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs): void {
    const market = this.#market(symbol);
    if (market.isCalm(closeTime) && this.#rooms.walk.isCalm(market, candles, index)) {
      this.#passCalmly(market, candles, index, closeTime);
      return;
    }
    this.openCandle(symbol, candles, index, closeTime);
    this.moveInside(symbol, candles, index, closeTime);
    this.closeCandle(symbol, candles, index, closeTime);
    this.settle(closeTime);
  }

  /**
   * The market jumps to the open of a candle. One that begins before the session does (a day of gold) opens with it, which
   * `closeTime` shows; without it the open itself decides whether the market is open. Throws `CANDLE_OUT_OF_ORDER`.
   */
  openCandle(symbol: SymbolName, candles: CandleColumns, index: number, closeTime?: EpochMs): void {
    const market = this.#market(symbol);
    const time = candles.time[index]! as EpochMs;
    market.beginCandle(index, time);
    this.tellTime(time);
    const isIdle = market.isIdle;
    if (!isIdle) this.#passTime(market, time);
    market.move(candles.open[index]!, candles.askOpen[index]!, time);
    if (isIdle) return;
    market.enterCandle(candles, index, closeTime ?? time);
    market.begin(PathSource.Open, candles.volume[index]!);
    this.#rooms.walk.jump(market, time);
  }

  /** The price goes through the candle that was opened. `source` says what its extremes stand for in the share of fills. */
  moveInside(
    symbol: SymbolName,
    candles: CandleColumns,
    index: number,
    closeTime: EpochMs,
    source: PathSource = PathSource.Rule,
  ): void {
    const market = this.#market(symbol);
    market.isWalked = false;
    if (market.isIdle) return;
    market.enterCandle(candles, index, closeTime);
    if (!market.isOpen) return;
    this.#bookSwapUntil(market, (closeTime - 1) as EpochMs);
    market.begin(source, candles.volume[index]!);
    market.isWalked = this.#rooms.walk.inside(market, candles, index, closeTime);
  }

  /** The candle is over: its close is the quote, and positions are valued at it. */
  closeCandle(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs): void {
    const market = this.#market(symbol);
    this.tellTime(closeTime);
    market.move(candles.close[index]!, candles.askClose[index]!, closeTime);
    market.source = PathSource.Open;
    if (market.nextExpiry <= closeTime) this.#rooms.orders.expire(market, closeTime);
    if (market.positions.length === 0) return;
    if (!market.isWalked) market.observeRange();
    this.ledger.mark(market);
  }

  /** A quote, with what was traded at it where the data says so. Quotes of a symbol come in order of time. */
  onTick(symbol: SymbolName, time: EpochMs, bid: number, ask: number, volume: number): void {
    const market = this.#market(symbol);
    this.tellTime(time);
    market.ticks.add(time, bid);
    const isIdle = market.isIdle;
    if (!isIdle) this.#passTime(market, time);
    market.move(bid, ask, time);
    if (isIdle) return;
    market.isOpen = market.hours.isOpen(time);
    market.begin(PathSource.Ticks, volume);
    this.#rooms.walk.jump(market, time);
    if (market.positions.length === 0) return;
    market.observeQuote();
    this.ledger.mark(market);
  }

  /** The clock shows `time`, with or without a price: what is sent from now on is sent then. */
  tellTime(time: EpochMs): void {
    if (time > this.#now) this.#now = time;
  }

  /** Looks at the margin of the account as it is valued now. Called when all prices of a moment are in. */
  settle(time: EpochMs): void {
    this.tellTime(time);
    if (this.ledger.positions.length === 0) return;
    this.#rooms.margin.check(time);
    this.ledger.checkEquity();
  }

  /** Cancels what waits, books swap until now even where prices ended before, and closes all at the last quote. */
  finish(time: EpochMs): void {
    for (const market of this.#list) {
      this.#rooms.orders.cancelAll(market, 'end of data', time);
      this.#bookSwapUntil(market, (time - 1) as EpochMs);
    }
    for (const position of this.ledger.positions.slice()) {
      const market = this.#market(position.symbol);
      const { bid, ask } = market.quote;
      market.quote.time = time;
      this.#rooms.dealer.close(market, position, {
        volume: position.volume,
        quote: position.isLong ? bid : ask,
        manner: Manner.Limit,
        reason: ExitReason.EndOfData,
        clientOrderId: position.clientOrderId,
        spread: ask - bid,
      });
    }
  }

  /** A candle that reaches nothing: what its three parts would do, at once. */
  #passCalmly(market: Market, candles: CandleColumns, index: number, closeTime: EpochMs): void {
    market.beginCandle(index, candles.time[index]!);
    market.move(candles.close[index]!, candles.askClose[index]!, closeTime);
    market.source = PathSource.Open;
    this.tellTime(closeTime);
    if (market.positions.length === 0) return;
    market.enterCandle(candles, index, closeTime);
    market.observeRange();
    this.ledger.mark(market);
    this.settle(closeTime);
  }

  /** What the clock brings before a price: swap, and the end of orders. */
  #passTime(market: Market, time: EpochMs): void {
    this.#bookSwapUntil(market, time);
    if (market.nextExpiry <= time) this.#rooms.orders.expire(market, time);
  }

  #bookSwapUntil(market: Market, until: EpochMs): void {
    market.swapFrom = until;
    if (until < market.nextRollover || market.positions.length === 0) return;
    bookSwap(market, until, this.ledger, this.#rooms.announcer);
  }

  #send(market: Market, request: Sent<VenueRequest>): void {
    const arrival = this.#arrival(market, 0);
    market.requests.push({ ...request, arrival, queuedIn: market.event });
  }

  /** When what is sent now arrives. Before the first price the sender's clock counts. */
  #arrival(market: Market, sentAt: number): number {
    const arrival = (this.#now > 0 ? this.#now : sentAt) + market.execution.latency();
    this.#lastArrival = Math.max(this.#lastArrival, arrival);
    return this.#lastArrival;
  }

  #refuseClosed(request: 'close-position' | 'close-by' | 'modify-position', id: string): void {
    this.#rooms.announcer.refused(request, id, Refusals.PositionClosed, this.#now as EpochMs);
  }

  #marketOfOrder(clientOrderId: string): Market | undefined {
    return this.#list.find(
      ({ orders, requests }) =>
        orders.some((order) => order.clientOrderId === clientOrderId) ||
        requests.some((request) => request.kind === 'order' && request.order.clientOrderId === clientOrderId),
    );
  }

  #market(symbol: SymbolName): Market {
    if (this.#latest?.quote.symbol === symbol) return this.#latest;
    const market = this.#rooms.markets.get(symbol);
    if (market === undefined)
      throw errors.UNKNOWN_SYMBOL({ symbol, known: [...this.#rooms.markets.keys()].join(', ') });
    this.#latest = market;
    return market;
  }
}
