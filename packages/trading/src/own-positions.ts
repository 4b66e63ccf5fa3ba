import { Side, type EpochMs, type ExitReason, type Fill, type Lots, type Position, type Trade } from '@pipwright/model';
import type { Broker } from './broker.ts';
import { Closing } from './commitments.ts';
import { PositionView } from './position-view.ts';
import type { Risk } from './risk.ts';
import type { OwnPosition } from './strategy-definition.ts';

/** An order behind a position, and how many lots of it are open. */
interface OpenedBy {
  readonly clientOrderId: string;
  volume: number;
}

interface Own {
  readonly side: Side;
  /** Oldest first; more than one on a netting account. */
  readonly orders: OpenedBy[];
  readonly view: PositionView;
  exitTime: EpochMs;
  /** Why it was asked to be closed; null where it was not. */
  closing: ExitReason | null;
}

export interface Opening {
  /** When the position is closed at the latest. */
  readonly exitTime: EpochMs;
  /** Candles that had closed when it was opened. */
  readonly candles: number;
}

/** Lots that are nothing but a rest of rounding. */
const NO_LOTS = 1e-9;
const NONE: readonly OwnPosition[] = [];

/** The positions that one session opened, and what it has asked to close. Others of the account are left alone. */
export class OwnPositions {
  readonly #broker: Broker;
  readonly #risk: Risk;
  readonly #byPosition = new Map<string, Own>();
  /** Positions of each side that are not being closed. */
  #long = 0;
  #short = 0;
  /** Positions that were asked to be closed and are still there. */
  #closing = 0;
  #earliestExit = Number.POSITIVE_INFINITY;

  constructor(broker: Broker, risk: Risk) {
    this.#broker = broker;
    this.#risk = risk;
  }

  get size(): number {
    return this.#byPosition.size;
  }

  has(positionId: string): boolean {
    return this.#byPosition.has(positionId);
  }

  /** Takes a fill that opened a position, or enlarged one. */
  add(fill: Fill, opening: Opening): void {
    const { positionId, clientOrderId, volume, side } = fill;
    const own = this.#byPosition.get(positionId);
    if (own === undefined) {
      const view = new PositionView(opening.candles);
      this.#byPosition.set(positionId, {
        side,
        orders: [{ clientOrderId, volume }],
        view,
        exitTime: opening.exitTime,
        closing: null,
      });
      this.#count(side, 1);
    } else {
      const order = own.orders.find((each) => each.clientOrderId === clientOrderId);
      if (order === undefined) own.orders.push({ clientOrderId, volume });
      else order.volume += volume;
      own.exitTime = Math.max(own.exitTime, opening.exitTime) as EpochMs;
    }
    this.#earliestExit = Math.min(this.#earliestExit, opening.exitTime);
    this.#risk.observeFill(clientOrderId, { volume, opens: true });
  }

  /** A position was closed, or a part of one. Returns whether it is ours. */
  onTrade(trade: Trade): boolean {
    const own = this.#byPosition.get(trade.positionId);
    if (own === undefined) return false;
    const isClosed = trade.remainingVolume <= NO_LOTS;
    let rest: number = isClosed ? Number.POSITIVE_INFINITY : trade.volume;
    for (const order of own.orders) {
      const closed = Math.min(order.volume, rest);
      if (closed > 0) this.#risk.observeClosed(order.clientOrderId, closed);
      order.volume -= closed;
      rest -= closed;
    }
    if (!isClosed) return true;
    if (own.closing === null) this.#count(own.side, -1);
    else this.#closing--;
    this.#byPosition.delete(trade.positionId);
    return true;
  }

  /** The broker did not close a position as it was asked to. */
  onCloseRefused(positionId: string): void {
    const own = this.#byPosition.get(positionId);
    if (own === undefined || own.closing === null) return;
    own.closing = null;
    this.#closing--;
    this.#count(own.side, 1);
    this.#earliestExit = Math.min(this.#earliestExit, own.exitTime);
    for (const { clientOrderId } of own.orders) this.#risk.observeClosing(clientOrderId, Closing.None);
  }

  /** +1 long, -1 short, 0 none, 2 both; positions that are being closed do not count. */
  direction(): number {
    if (this.#long > 0) return this.#short > 0 ? 2 : 1;
    return this.#short > 0 ? -1 : 0;
  }

  /** Those that are not being closed, oldest first, as of now. `candles` is how many have closed. */
  views(candles: number): readonly OwnPosition[] {
    if (this.#long + this.#short === 0) return NONE;
    const views: OwnPosition[] = [];
    for (const position of this.#broker.positions()) {
      const own = this.#byPosition.get(position.id);
      if (own === undefined || own.closing !== null) continue;
      own.view.refresh(position, candles);
      views.push(own.view);
    }
    return views;
  }

  /** The order that opened a position; of several the oldest. Undefined where the position is not ours or is being closed. */
  orderOf(positionId: string): string | undefined {
    const own = this.#byPosition.get(positionId);
    return own === undefined || own.closing !== null ? undefined : own.orders[0]!.clientOrderId;
  }

  /**
   * Asks again for what was asked to be closed and is still there: a broker may have been busy with another request for the
   * position. Of one that it is following already, nothing changes.
   */
  askAgain(): void {
    if (this.#closing === 0) return;
    for (const [id, { closing }] of this.#byPosition) if (closing !== null) this.#broker.closePosition(id, closing);
  }

  /** Asks to close what has reached its time. */
  closeOverdue(time: EpochMs, reason: ExitReason): void {
    if (time < this.#earliestExit) return;
    let earliest = Number.POSITIVE_INFINITY;
    for (const [id, own] of this.#byPosition) {
      if (own.closing !== null) continue;
      if (own.exitTime <= time) this.close(id, reason);
      else earliest = Math.min(earliest, own.exitTime);
    }
    this.#earliestExit = earliest;
  }

  /** Asks to close all positions of a side. */
  closeSide(side: Side, reason: ExitReason): void {
    for (const [id, own] of this.#byPosition) if (own.side === side) this.close(id, reason);
  }

  closeAll(reason: ExitReason): void {
    for (const id of this.#byPosition.keys()) this.close(id, reason);
  }

  /** Asks to close a position. Returns `false` where it is not ours or asked to be closed already. */
  close(positionId: string, reason: ExitReason): boolean {
    const own = this.#byPosition.get(positionId);
    if (own === undefined || own.closing !== null) return false;
    own.closing = reason;
    this.#closing++;
    this.#count(own.side, -1);
    let standsFor: Closing = Closing.Position;
    for (const { clientOrderId, volume } of own.orders) {
      this.#risk.observeClosing(clientOrderId, standsFor);
      if (volume > NO_LOTS) standsFor = Closing.Part;
    }
    this.#broker.closePosition(positionId, reason);
    return true;
  }

  /** Asks to close so many lots of a position. It goes on counting until the broker has done so. */
  closePart(position: Position, volume: number, reason: ExitReason): boolean {
    if (volume >= position.volume - NO_LOTS) return this.close(position.id, reason);
    const own = this.#byPosition.get(position.id);
    if (own === undefined || own.closing !== null) return false;
    this.#broker.closePosition(position.id, reason, volume as Lots);
    return true;
  }

  #count(side: Side, change: number): void {
    if (side === Side.Buy) this.#long += change;
    else this.#short += change;
  }
}
