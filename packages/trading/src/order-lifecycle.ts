import { OrderState, type EpochMs, type OrderRequest } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';

/*
 * The life of an order.
 *
 *   approved ──▶ sending ──▶ acknowledged ──▶ filled
 *                  │  │          │  │  ├────▶ cancelled
 *                  │  │          │  │  ├────▶ rejected      (a requote or lack of money at the moment of filling)
 *                  │  │          │  │  └────▶ expired
 *                  │  └▶ filled, rejected, cancelled, expired     (the broker answers in one step)
 *                  ▼             ▼
 *                unknown ──▶ acknowledged, filled, cancelled, rejected, expired
 *
 * approved      risk has made it; nothing has left the platform. It may still be cancelled here.
 * sending       it is on its way. From here on the broker may know it, so that it is never sent again.
 * acknowledged  the broker has it and has not filled all of it. A waiting order may stay here for long; one that is filled in
 *               parts stays here until its rest is filled or given up.
 * unknown       the outcome is not proven (connection lost, no answer). Only what the broker shows ends it.
 * filled, cancelled, rejected, expired are final. What was filled before the rest was cancelled stays a position.
 */
const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  approved: [OrderState.Sending, OrderState.Cancelled],
  sending: [
    OrderState.Acknowledged,
    OrderState.Filled,
    OrderState.Cancelled,
    OrderState.Rejected,
    OrderState.Expired,
    OrderState.Unknown,
  ],
  acknowledged: [OrderState.Filled, OrderState.Cancelled, OrderState.Rejected, OrderState.Expired, OrderState.Unknown],
  unknown: [OrderState.Acknowledged, OrderState.Filled, OrderState.Cancelled, OrderState.Rejected, OrderState.Expired],
  filled: [],
  cancelled: [],
  rejected: [],
  expired: [],
};

export function canFollow(from: OrderState, to: OrderState): boolean {
  return NEXT[from].includes(to);
}

export function isFinal(state: OrderState): boolean {
  return NEXT[state].length === 0;
}

/** An order and where it stands. */
export interface TrackedOrder {
  readonly request: OrderRequest;
  state: OrderState;
  updatedAt: EpochMs;
  /** Lots that were filled so far: an order that waits may be filled in parts. */
  filledVolume: number;
  /** Longest holding of its position, from the fill on; 0 where the request says when it ends. */
  readonly holdingMs: number;
}

/** Lots that are nothing but a rest of rounding. */
const NO_LOTS = 1e-9;

/** Orders of one session that are not final yet. */
export class OrderTracker {
  readonly #open = new Map<string, TrackedOrder>();
  /** Orders that ended as filled, and whose fills are not all told yet. */
  readonly #filled = new Map<string, TrackedOrder>();

  /** Orders in flight and waiting, oldest first. */
  get open(): ReadonlyMap<string, TrackedOrder> {
    return this.#open;
  }

  /** Begins an order in state `approved`. Throws `INVARIANT_BROKEN` where its id is in use. */
  begin(request: OrderRequest, holdingMs = 0): void {
    if (this.#open.has(request.clientOrderId)) invariant(false, `the order id ${request.clientOrderId} is used once`);
    this.#open.set(request.clientOrderId, {
      request,
      state: OrderState.Approved,
      updatedAt: request.createdAt,
      filledVolume: 0,
      holdingMs,
    });
  }

  /**
   * Notes a fill, or a part of one. It may be told before or after the order has ended as filled. Returns the order;
   * undefined where it is long over.
   */
  fill(clientOrderId: string, volume: number): TrackedOrder | undefined {
    const order = this.#open.get(clientOrderId) ?? this.#filled.get(clientOrderId);
    if (order === undefined) return undefined;
    order.filledVolume += volume;
    if (order.filledVolume >= order.request.volume - NO_LOTS) this.#filled.delete(clientOrderId);
    return order;
  }

  /**
   * Moves an order on and forgets it when it is final. Throws `INVARIANT_BROKEN` on a step that the diagram lacks. A broker
   * may say again that it has an order, when it was filled in part.
   */
  advance(clientOrderId: string, to: OrderState, time: EpochMs): TrackedOrder {
    const order = this.#open.get(clientOrderId);
    invariant(order !== undefined, `order ${clientOrderId} is open when it becomes ${to}`);
    const isAgain = to === OrderState.Acknowledged && order.state === to;
    if (!isAgain && !canFollow(order.state, to)) {
      invariant(false, `order ${clientOrderId} may go from ${order.state} to ${to}`);
    }
    order.state = to;
    order.updatedAt = time;
    if (!isFinal(to)) return order;
    this.#open.delete(clientOrderId);
    if (to === OrderState.Filled && order.filledVolume < order.request.volume - NO_LOTS) {
      this.#filled.set(clientOrderId, order);
    }
    return order;
  }

  /** Fills of the moment before are all told: what has not been filled by then is not. */
  settle(): void {
    if (this.#filled.size > 0) this.#filled.clear();
  }
}
