import {
  ExecutionMode,
  ExitReason,
  Filling,
  OrderLifetime,
  OrderType,
  Side,
  roundDownToVolumeStep,
  roundToTick,
  type EpochMs,
  type Price,
} from '@pipwright/model';
import type { ApprovedOrder, OrderChange } from '@pipwright/trading';
import type { Announcer } from './announcer.ts';
import { lots, Manner, type Dealer } from './dealer.ts';
import type { Market } from './market.ts';
import { expiryOf, isOrderFrozen, refusalOfLevels, refusalOfPrice, refusalOfTerms } from './order-rules.ts';
import { changedTerms, isUnchanged } from './order-change.ts';
import { Refusals, type Refusal } from './refusals.ts';
import type { VenueLedger } from './venue-ledger.ts';
import { VenueOrder } from './venue-order.ts';

export interface OrderDeskOptions {
  readonly markets: readonly Market[];
  readonly ledger: VenueLedger;
  readonly dealer: Dealer;
  readonly announcer: Announcer;
  readonly isNetting: boolean;
  /** Waiting orders and positions together. */
  readonly ordersMax: number;
}

/** Takes orders when they arrive, judges them by the rules of symbol and account, and has them filled. */
export class OrderDesk {
  /** Orders that wait in all markets, oldest first. */
  readonly waiting: VenueOrder[] = [];
  readonly #options: OrderDeskOptions;

  constructor(options: OrderDeskOptions) {
    this.#options = options;
  }

  /** Sends a new order on its way, or refuses at once what no market could change. */
  submit(market: Market, approved: ApprovedOrder, arrival: number): void {
    const { request } = approved;
    const { announcer } = this.#options;
    const { quote } = market;
    const order = new VenueOrder(approved, quote.time === 0 ? Number.NaN : quoteFor(market, request.side));
    const refusal = refusalOfTerms(request, market.instrument);
    if (refusal !== null) return announcer.rejected(order, refusal, request.createdAt);
    market.requests.push({ kind: 'order', order, arrival, queuedIn: market.event });
    announcer.acknowledged(order, request.createdAt);
  }

  /** An order has arrived: it is filled, begins to wait, or is rejected. */
  arrive(market: Market, order: VenueOrder): void {
    const { announcer } = this.#options;
    const isMarket = order.type === OrderType.Market;
    if (!order.isAccepted) {
      const refusal = isMarket ? this.#refusalOfMarket(market, order) : this.#refusalOfWaiting(market, order);
      if (refusal !== null) return announcer.rejected(order, refusal, market.quote.time);
      order.isAccepted = true;
    }
    if (isMarket) this.#fillOrWait(market, order);
    else this.#await(market, order);
  }

  /** Fills a waiting order whose price is reached, at the side of the present quote that it trades on. */
  trigger(market: Market, order: VenueOrder): void {
    if (order.type === OrderType.StopLimit) {
      order.type = OrderType.Limit;
      order.price = order.limitPrice;
      market.levels.isStale = true;
      if (!isMarketable(order, market)) return;
    }
    this.fill(market, order, order.type === OrderType.Limit ? Manner.Limit : Manner.Stop);
  }

  /**
   * Fills as much of an order as the depth allows. A waiting order keeps its rest: a limit at its price, a stop as an order
   * that takes whatever the next prices are.
   */
  fill(market: Market, order: VenueOrder, manner: Manner): void {
    const { announcer, dealer } = this.#options;
    const { time } = market.quote;
    const isWhole = market.depthLeft >= order.volume;
    const volume = isWhole ? order.volume : roundDownToVolumeStep(market.instrument, market.depthLeft);
    if (volume === 0) {
      order.blockedIn = market.event;
      if (manner === Manner.Stop) this.#goOnAtMarket(market, order);
      return;
    }
    const quote = quoteFor(market, order.side);
    const entry = dealer.price(market, order, { volume, quote, manner });
    if (!dealer.canCarry(market, entry)) {
      this.#forget(market, order);
      return announcer.rejected(order, Refusals.NoMoney, time);
    }
    market.depthLeft -= volume;
    order.volume = lots(order.volume - volume);
    const keepsRest = !isWhole && !(manner === Manner.Market && order.filling === Filling.ImmediateOrCancel);
    if (!isWhole) announcer.totals.partialFills++;
    if (keepsRest) order.blockedIn = market.event;
    else {
      this.#forget(market, order);
      announcer.filled(order, isWhole, time);
    }
    dealer.enter(market, order, entry, ExitReason.Netting);
    if (order.ocoGroup !== '') this.#cancelGroup(order, time);
    if (keepsRest && manner === Manner.Stop) this.#goOnAtMarket(market, order);
  }

  cancel(market: Market, clientOrderId: string): Refusal | null {
    const order = market.orders.find((candidate) => candidate.clientOrderId === clientOrderId);
    if (order === undefined) return this.#cancelRest(market, clientOrderId);
    if (!market.isOpen) return Refusals.MarketClosed;
    if (isOrderFrozen(order, market)) return Refusals.Frozen;
    this.#forget(market, order);
    this.#options.announcer.cancelled(order, 'cancelled', market.quote.time);
    return null;
  }

  modify(market: Market, clientOrderId: string, change: OrderChange): Refusal | null {
    const order = market.orders.find((candidate) => candidate.clientOrderId === clientOrderId);
    if (order === undefined) return Refusals.OrderUnknown;
    if (!market.isOpen) return Refusals.MarketClosed;
    if (isOrderFrozen(order, market)) return Refusals.Frozen;
    const terms = changedTerms(market, order, change);
    if (isUnchanged(order, terms)) return Refusals.NoChanges;
    const { request } = order.approved;
    const { isBuy, waitsAbove } = order;
    const refusal =
      refusalOfTerms({ ...request, ...terms }, market.instrument) ??
      (terms.expiresAt > 0 && terms.expiresAt <= market.quote.time ? Refusals.InvalidExpiration : null) ??
      refusalOfPrice({ isBuy, waitsAbove, price: terms.price }, market);
    if (refusal !== null) return refusal;
    Object.assign(order, terms);
    market.levels.isStale = true;
    market.scheduleExpiry();
    return null;
  }

  /** Ends what has waited until its time. */
  expire(market: Market, time: EpochMs): void {
    for (const order of market.orders.slice()) {
      if (order.expiresAt === 0 || order.expiresAt > time) continue;
      this.#forget(market, order);
      this.#options.announcer.expired(order, order.expiresAt);
    }
  }

  /** Cancels everything that waits or is on its way. */
  cancelAll(market: Market, reason: string, time: EpochMs): void {
    const { announcer } = this.#options;
    for (const request of market.requests.splice(0)) {
      if (request.kind === 'order') announcer.cancelled(request.order, reason, time);
    }
    for (const order of market.orders.slice()) {
      this.#forget(market, order);
      announcer.cancelled(order, reason, time);
    }
  }

  #refusalOfMarket(market: Market, order: VenueOrder): Refusal | null {
    if (!market.isOpen) return Refusals.MarketClosed;
    const { instrument, execution } = market;
    const isInstant = instrument.execution === ExecutionMode.Instant;
    const { deviation } = order.approved.request;
    const fate = execution.fate();
    if (fate === 'reject') return Refusals.Reject;
    if (isInstant && fate === 'requote') return Refusals.Requote;
    const moved = Math.abs(quoteFor(market, order.side) - order.seenPrice);
    if (isInstant && deviation > 0 && moved > deviation + instrument.tickSize / 2) return Refusals.Requote;
    return this.#refusalOfCount(market, order, Refusals.TooManyPositions) ?? refusalOfLevels(order, market);
  }

  #refusalOfWaiting(market: Market, order: VenueOrder): Refusal | null {
    const { request } = order.approved;
    const { time } = market.quote;
    if (!market.isOpen) return Refusals.MarketClosed;
    order.price = roundToTick(market.instrument, request.price);
    order.limitPrice = roundToTick(market.instrument, request.limitPrice);
    order.expiresAt = expiryOf(request.lifetime, request.expiresAt, time);
    if (request.lifetime === OrderLifetime.Date && !(order.expiresAt > time)) return Refusals.InvalidExpiration;
    return this.#refusalOfCount(market, order, Refusals.TooManyOrders) ?? refusalOfPrice(order, market);
  }

  /** The limits of account and symbol on how much may be open and waiting. */
  #refusalOfCount(market: Market, order: VenueOrder, tooMany: Refusal): Refusal | null {
    const { ledger, ordersMax, isNetting } = this.#options;
    const adds = !(isNetting && market.positions.length > 0 && order.type === OrderType.Market);
    if (adds && ledger.positions.length + this.waiting.length >= ordersMax) return tooMany;
    const { limit } = market.instrument.volume;
    if (limit === undefined) return null;
    let volume: number = order.volume;
    for (const position of market.positions) {
      if (position.isLong === order.isBuy) volume += position.volume;
      else if (isNetting) volume -= position.volume;
    }
    for (const other of market.orders) if (other.isBuy === order.isBuy) volume += other.volume;
    return lots(volume) > limit ? Refusals.VolumeLimit : null;
  }

  /** A market order, or the rest of a stop: what there is, by its filling mode. */
  #fillOrWait(market: Market, order: VenueOrder): void {
    const { announcer } = this.#options;
    const { time } = market.quote;
    const isRest = order.approved.request.type !== OrderType.Market;
    if (!isRest && order.filling === Filling.FillOrKill && market.depthLeft < order.volume) {
      return announcer.cancelled(order, 'not enough depth to fill it whole', time);
    }
    this.fill(market, order, Manner.Market);
    if (order.blockedIn !== market.event) return;
    if (!isRest && order.filling === Filling.ImmediateOrCancel) {
      return announcer.cancelled(order, 'no depth to fill it', time);
    }
    this.#goOnAtMarket(market, order);
  }

  /** The rest of an order takes part in the next price event. */
  #goOnAtMarket(market: Market, order: VenueOrder): void {
    this.#forget(market, order);
    order.type = OrderType.Market;
    market.requests.push({ kind: 'order', order, arrival: market.quote.time, queuedIn: market.event });
  }

  #await(market: Market, order: VenueOrder): void {
    market.orders.push(order);
    this.waiting.push(order);
    market.levels.isStale = true;
    if (order.expiresAt > 0 && order.expiresAt < market.nextExpiry) market.nextExpiry = order.expiresAt;
  }

  #forget(market: Market, order: VenueOrder): void {
    const at = market.orders.indexOf(order);
    if (at === -1) return;
    market.orders.splice(at, 1);
    this.waiting.splice(this.waiting.indexOf(order), 1);
    market.levels.isStale = true;
    market.scheduleExpiry();
  }

  /** The first fill of a group ends its other orders, those on their way included. */
  #cancelGroup(filled: VenueOrder, time: EpochMs): void {
    const { announcer, markets } = this.#options;
    const isOther = (order: VenueOrder): boolean => order !== filled && order.ocoGroup === filled.ocoGroup;
    for (const market of markets) {
      for (const order of market.orders.filter(isOther)) {
        this.#forget(market, order);
        announcer.cancelled(order, 'another order of its group was filled', time);
      }
      for (let at = market.requests.length - 1; at >= 0; at--) {
        const request = market.requests[at]!;
        if (request.kind !== 'order' || !isOther(request.order)) continue;
        market.requests.splice(at, 1);
        announcer.cancelled(request.order, 'another order of its group was filled', time);
      }
    }
  }

  /** Cancels the rest of an order that takes what comes. */
  #cancelRest(market: Market, clientOrderId: string): Refusal | null {
    const at = market.requests.findIndex(
      (request) => request.kind === 'order' && request.order.clientOrderId === clientOrderId,
    );
    const request = market.requests[at];
    if (request?.kind !== 'order' || !request.order.isAccepted) return Refusals.OrderUnknown;
    market.requests.splice(at, 1);
    this.#options.announcer.cancelled(request.order, 'cancelled', market.quote.time);
    return null;
  }
}

/** The side of the quote that an order of this side trades at. */
function quoteFor(market: Market, side: Side): Price {
  return side === Side.Buy ? market.quote.ask : market.quote.bid;
}

/** Whether a limit order could be filled at the present quote. */
function isMarketable({ isBuy, price }: VenueOrder, { quote }: Market): boolean {
  return isBuy ? quote.ask <= price : quote.bid >= price;
}
