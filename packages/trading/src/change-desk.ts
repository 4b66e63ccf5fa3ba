import {
  ExitReason,
  OrderLifetime,
  OrderType,
  type EpochMs,
  type Lots,
  type PendingOrder,
  type Position,
  type Side,
} from '@pipwright/model';
import type { RequestRefusal } from './broker.ts';
import type { DecisionMarket, DeskRooms } from './order-desk.ts';
import type { TrackedOrder } from './order-lifecycle.ts';
import type { LevelChange, OwnPosition, PendingChange } from './strategy-definition.ts';
import { closingVolumeOf, orderChangeOf, positionChangeOf, type Asking } from './wish-terms.ts';

const NO_POSITION = 'the position is not open any more';
const NO_ORDER = 'the order is not waiting any more';
const NONE: readonly PendingOrder[] = [];

/** Closes and changes what a session has: positions, and orders that wait. */
export class ChangeDesk {
  readonly #rooms: DeskRooms;
  /** Orders that were asked to be cancelled. */
  readonly #cancelling = new Set<string>();
  /** Positions and orders of which a stop was asked to be changed since the decision before. */
  readonly #stopsAsked = new Set<string>();

  constructor(rooms: DeskRooms) {
    this.#rooms = rooms;
  }

  /** What was asked before is answered. */
  beginCandle(): void {
    if (this.#stopsAsked.size > 0) this.#stopsAsked.clear();
  }

  /** Own positions that are not being closed. */
  positions(): readonly OwnPosition[] {
    return this.#rooms.own.views(this.#rooms.log.counts.candles);
  }

  /** Own orders that wait or are on their way to do so, and are not being cancelled; as the broker has them where it has. */
  pending(): readonly PendingOrder[] {
    const { orders, broker } = this.#rooms;
    if (orders.open.size === 0) return NONE;
    const pending: PendingOrder[] = [];
    const shown = new Set<string>();
    for (const order of broker.orders()) {
      const { clientOrderId } = order;
      if (!orders.open.has(clientOrderId) || this.#cancelling.has(clientOrderId)) continue;
      shown.add(clientOrderId);
      pending.push(order);
    }
    for (const [id, tracked] of orders.open) {
      if (tracked.request.type === OrderType.Market || shown.has(id) || this.#cancelling.has(id)) continue;
      pending.push(pendingOf(tracked));
    }
    return pending;
  }

  close(position: Position | undefined, options: { readonly volume?: number } | undefined): void {
    const volume = closingVolumeOf(options, this.#asking('close'));
    const { own } = this.#rooms;
    if (position === undefined) own.closeAll(ExitReason.Signal);
    else if (volume === undefined) this.#require(own.close(position.id, ExitReason.Signal), NO_POSITION);
    else this.#require(own.closePart(position, volume, ExitReason.Signal), NO_POSITION);
  }

  closeSide(side: Side): void {
    this.#rooms.own.closeSide(side, ExitReason.Signal);
  }

  closeBy(position: Position, opposite: Position): void {
    const { own, broker } = this.#rooms;
    const areOpen = own.orderOf(position.id) !== undefined && own.orderOf(opposite.id) !== undefined;
    this.#require(areOpen, NO_POSITION);
    if (areOpen) broker.closeBy(position.id, opposite.id);
  }

  modify(position: Position, given: LevelChange, market: DecisionMarket): void {
    const { own, broker, exposure, instrument } = this.#rooms;
    const change = positionChangeOf(given, instrument, this.#asking('modify'));
    const clientOrderId = own.orderOf(position.id);
    if (clientOrderId === undefined) return this.#require(false, NO_POSITION);
    if (change.stopLoss !== undefined) {
      const riskAmount = exposure.riskOfPosition(position, change.stopLoss, market, market.time);
      if (!this.#mayMoveStop(clientOrderId, riskAmount, market.time)) return undefined;
      this.#stopsAsked.add(position.id);
    }
    broker.modifyPosition(position.id, change);
  }

  modifyOrder(clientOrderId: string, given: PendingChange, market: DecisionMarket): void {
    const { orders, broker, exposure, instrument } = this.#rooms;
    const asking = this.#asking('modifyOrder');
    const tracked = orders.open.get(clientOrderId);
    const type = tracked?.request.type ?? OrderType.Market;
    if (tracked === undefined || type === OrderType.Market) return this.#require(false, NO_ORDER);
    const change = orderChangeOf(given, type, { instrument, asking });
    if (change.stopLossDistance !== undefined) {
      const volume = tracked.request.volume - tracked.filledVolume;
      const riskAmount = exposure.riskOfOrder(volume, change.stopLossDistance, market, market.time);
      if (!this.#mayMoveStop(clientOrderId, riskAmount, market.time)) return undefined;
      this.#stopsAsked.add(clientOrderId);
    }
    broker.modifyOrder(clientOrderId, change);
  }

  cancel(clientOrderId: string | undefined): void {
    const { open } = this.#rooms.orders;
    if (clientOrderId !== undefined) {
      this.#require(open.has(clientOrderId), NO_ORDER);
      return this.#cancel(clientOrderId);
    }
    for (const [id, { request }] of open) if (request.type !== OrderType.Market) this.#cancel(id);
  }

  /** The broker did not follow a request. */
  onRefusal(refusal: RequestRefusal): void {
    const { own, orders, risk, log, listener } = this.#rooms;
    const { id, request } = refusal;
    if (!own.has(id) && !orders.open.has(id)) return;
    log.onRejected(refusal.reason);
    if (request === 'close-position') own.onCloseRefused(id);
    if (request === 'cancel-order') this.#cancelling.delete(id);
    if (this.#stopsAsked.has(id)) risk.observeUnchanged(own.orderOf(id) ?? id);
    listener.onRefusal?.(refusal);
  }

  /** An order has ended, whatever was asked about it. */
  onEnd(clientOrderId: string): void {
    this.#cancelling.delete(clientOrderId);
  }

  #cancel(clientOrderId: string): void {
    const { orders, broker } = this.#rooms;
    if (!orders.open.has(clientOrderId) || this.#cancelling.has(clientOrderId)) return;
    this.#cancelling.add(clientOrderId);
    broker.cancelOrder(clientOrderId);
  }

  #mayMoveStop(clientOrderId: string, riskAmount: number, time: EpochMs): boolean {
    const { risk, broker, instrument, log } = this.#rooms;
    const { equity } = broker.account();
    const { symbol } = instrument;
    const refused = risk.reviewStop({ clientOrderId, symbol, time, equity, riskAmount });
    if (refused === null) return true;
    log.onChangeRefused(`the stop of ${clientOrderId} was not moved`, refused);
    return false;
  }

  /** Asking about what is over is no mistake: it may have ended between two candles. It is counted. */
  #require(holds: boolean, reason: string): void {
    if (!holds) this.#rooms.log.onRejected(reason);
  }

  #asking(call: string): Asking {
    return { moment: this.#rooms.moment, call };
  }
}

/** An order on its way, as it will wait at the broker. */
function pendingOf({ request, filledVolume }: TrackedOrder): PendingOrder {
  const { clientOrderId, symbol, side, type, price, limitPrice, stopLossDistance, takeProfitDistance } = request;
  return {
    clientOrderId,
    symbol,
    side,
    type,
    volume: (request.volume - filledVolume) as Lots,
    price,
    limitPrice,
    stopLossDistance,
    takeProfitDistance,
    expiresAt: request.lifetime === OrderLifetime.Date ? request.expiresAt : (0 as EpochMs),
    ocoGroup: request.ocoGroup,
  };
}
