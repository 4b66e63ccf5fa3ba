import { OrderState, type EpochMs, type OrderRequest } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';

/*
 * The life of an order.
 *
 *   approved ──▶ sending ──▶ acknowledged ──▶ filled
 *                  │  │          │  │  ├────▶ cancelled
 *                  │  │          │  │  ├────▶ rejected      (a requote or lack of money at the moment of filling)
 *                  │  │          │  │  └────▶ expired
 *                  │  └▶ filled, rejected     (the broker answers in one step)
 *                  ▼             ▼
 *                unknown ──▶ acknowledged, filled, cancelled, rejected, expired
 *
 * approved      risk has made it; nothing has left the platform. It may still be cancelled here.
 * sending       it is on its way. From here on the broker may know it, so that it is never sent again.
 * acknowledged  the broker has it and has not filled it.
 * unknown       the outcome is not proven (connection lost, no answer). Only what the broker shows ends it.
 * filled, cancelled, rejected, expired are final.
 */
const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  approved: [OrderState.Sending, OrderState.Cancelled],
  sending: [OrderState.Acknowledged, OrderState.Filled, OrderState.Rejected, OrderState.Unknown],
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
}

/** Orders of one session that are not final yet. */
export class OrderTracker {
  readonly #open = new Map<string, TrackedOrder>();

  /** Orders in flight, oldest first. */
  get open(): ReadonlyMap<string, TrackedOrder> {
    return this.#open;
  }

  /** Begins an order in state `approved`. Throws `INVARIANT_BROKEN` where its id is in use. */
  begin(request: OrderRequest): void {
    if (this.#open.has(request.clientOrderId)) invariant(false, `the order id ${request.clientOrderId} is used once`);
    this.#open.set(request.clientOrderId, {
      request,
      state: OrderState.Approved,
      updatedAt: request.createdAt,
    });
  }

  /** Moves an order on and forgets it when it is final. Throws `INVARIANT_BROKEN` on a step that the diagram lacks. */
  advance(clientOrderId: string, to: OrderState, time: EpochMs): TrackedOrder {
    const order = this.#open.get(clientOrderId);
    invariant(order !== undefined, `order ${clientOrderId} is open when it becomes ${to}`);
    if (!canFollow(order.state, to)) {
      invariant(false, `order ${clientOrderId} may go from ${order.state} to ${to}`);
    }
    order.state = to;
    order.updatedAt = time;
    if (isFinal(to)) this.#open.delete(clientOrderId);
    return order;
  }
}
