import {
  DealEntry,
  ExitReason,
  OrderState,
  OrderType,
  ReturnCode,
  Side,
  type EpochMs,
  type Fill,
  type Instrument,
  type OrderTerms,
  type Signal,
} from '@pipwright/model';
import type { Broker, OrderUpdate } from './broker.ts';
import type { BidAsk } from './conversion.ts';
import type { DecisionLog } from './decision-log.ts';
import type { SessionListener } from './decision.ts';
import type { Exposure } from './exposure.ts';
import type { OrderTracker } from './order-lifecycle.ts';
import type { OwnPositions } from './own-positions.ts';
import type { PredictionReading } from './predictor.ts';
import type { Risk } from './risk.ts';
import type { OrderOptions } from './strategy-definition.ts';
import type { StrategyMoment } from './strategy/moment.ts';
import { termsOf } from './wish-terms.ts';

/** The rooms of a session, as its desks share them. */
export interface DeskRooms {
  readonly runId: string;
  readonly instrument: Instrument;
  readonly broker: Broker;
  readonly risk: Risk;
  readonly exposure: Exposure;
  readonly own: OwnPositions;
  readonly orders: OrderTracker;
  readonly log: DecisionLog;
  readonly moment: StrategyMoment;
  readonly reading: PredictionReading;
  readonly listener: SessionListener;
}

/** The market at which a session decides. */
export interface DecisionMarket extends BidAsk {
  readonly time: EpochMs;
}

/** A position without a model behind it has no opinion on its direction. */
const NO_OPINION = 0.5;

/** A time that no data reaches: the year 2100. */
const WITHOUT_LIMIT = 4_102_444_800_000 as EpochMs;

/** Turns wishes into orders, through sizing and risk, and follows what becomes of them. */
export class OrderDesk {
  readonly #rooms: DeskRooms;
  readonly #orderPrefix: string;

  constructor(rooms: DeskRooms) {
    this.#rooms = rooms;
    this.#orderPrefix = rooms.log.orderPrefix;
  }

  /** Takes a wish through sizing and risk to the broker. Returns the id that its order has, or would have had. */
  wish(side: Side, options: OrderOptions, market: DecisionMarket): string {
    const { instrument, runId, own, log, risk, exposure, moment, reading } = this.#rooms;
    const terms = termsOf(options, { instrument, groupPrefix: `${runId}-`, asking: { moment, call: side } });
    log.beginWish();
    if (options.reverse === true) {
      own.closeSide(side === Side.Buy ? Side.Sell : Side.Buy, ExitReason.Opposite);
    }
    const clientOrderId = log.wishId('O');
    const signal = this.#signalOf(side, terms, options.holdingMs, market.time);
    const right = side === Side.Buy ? reading.probabilityUp : 1 - reading.probabilityUp;
    const review = risk.review(
      exposure.propose({
        clientOrderId,
        signal,
        probability: right >= 0 ? right : NO_OPINION,
        volume: options.volume,
        market,
        time: market.time,
      }),
    );
    log.onReview(review, signal, options.reason ?? '');
    if (review.order !== null) this.#send(review.order, waitingHoldingMs(terms, options));
    return clientOrderId;
  }

  onOrderUpdate(update: OrderUpdate): void {
    const { clientOrderId, state } = update;
    if (!clientOrderId.startsWith(this.#orderPrefix)) return;
    const { risk, log, orders } = this.#rooms;
    const isUnfilled = state === OrderState.Rejected || state === OrderState.Cancelled || state === OrderState.Expired;
    if (isUnfilled) log.onRejected(update.reason === '' ? state : update.reason);
    if (isUnfilled || state === OrderState.Filled) risk.observeEnd(clientOrderId, state === OrderState.Filled);
    this.#advance(update);
    if (state === OrderState.Unknown) orders.settle();
  }

  /** Takes a fill of this session. Returns `false` for one of others. `candles` is how many have closed. */
  onFill(fill: Fill, candles: number): boolean {
    const { clientOrderId, volume } = fill;
    if (!clientOrderId.startsWith(this.#orderPrefix)) return false;
    const { orders, own, risk } = this.#rooms;
    if (fill.entry === DealEntry.In) {
      const order = orders.fill(clientOrderId, volume);
      own.add(fill, { exitTime: exitTimeOf(fill, order), candles });
    } else if (risk.sideOf(clientOrderId) === fill.side) {
      // On a netting account an order closes what is open on the other side; closings of its own position have that side.
      orders.fill(clientOrderId, volume);
      risk.observeFill(clientOrderId, { volume, opens: false });
    }
    return true;
  }

  #send(order: NonNullable<ReturnType<Risk['review']>['order']>, holdingMs: number): void {
    const { orders, listener, broker } = this.#rooms;
    const { request } = order;
    const time = request.createdAt;
    orders.begin(request, holdingMs);
    listener.onOrder?.({ request, state: OrderState.Approved, time, reason: '' });
    const { clientOrderId } = request;
    this.#advance({ clientOrderId, state: OrderState.Sending, time, code: ReturnCode.Placed, reason: '' });
    broker.submit(order);
  }

  #advance(update: OrderUpdate): void {
    const { orders, listener } = this.#rooms;
    const { request } = orders.advance(update.clientOrderId, update.state, update.time);
    listener.onOrder?.({ request, state: update.state, time: update.time, reason: update.reason });
  }

  #signalOf(side: Side, terms: OrderTerms, holdingMs: number | undefined, time: EpochMs): Signal {
    const { instrument, log, moment, reading } = this.#rooms;
    const isHeldFromNow = terms.type === OrderType.Market && holdingMs !== undefined;
    return {
      id: log.wishId('S'),
      predictionId: log.predictionId(reading),
      strategy: moment.strategy,
      symbol: instrument.symbol,
      time,
      side,
      ...terms,
      exitTime: isHeldFromNow ? ((time + holdingMs) as EpochMs) : WITHOUT_LIMIT,
    };
  }
}

/** The holding of an order that waits counts from its fill, which is not known yet. */
function waitingHoldingMs(terms: OrderTerms, { holdingMs }: OrderOptions): number {
  return terms.type === OrderType.Market ? 0 : (holdingMs ?? 0);
}

function exitTimeOf(
  fill: Fill,
  order: { readonly holdingMs: number; readonly request: { readonly exitTime: EpochMs } } | undefined,
): EpochMs {
  if (order === undefined) return WITHOUT_LIMIT;
  return order.holdingMs > 0 ? ((fill.time + order.holdingMs) as EpochMs) : order.request.exitTime;
}
