import type { Announcer } from './announcer.ts';
import type { Market } from './market.ts';
import type { OrderDesk } from './order-desk.ts';
import type { PositionDesk } from './position-desk.ts';
import type { Refusal } from './refusals.ts';
import type { VenueRequest } from './venue-request.ts';

/** Carries out the requests that have arrived, in the order in which they were sent. */
export class RequestDesk {
  readonly #orders: OrderDesk;
  readonly #positions: PositionDesk;
  readonly #announcer: Announcer;

  constructor(orders: OrderDesk, positions: PositionDesk, announcer: Announcer) {
    this.#orders = orders;
    this.#positions = positions;
    this.#announcer = announcer;
  }

  /**
   * Requests of one market arrive in the order in which they were sent. What is sent while this event is being carried out
   * takes part in the next one.
   */
  carryOut(market: Market, time: number): void {
    const { requests } = market;
    for (;;) {
      const next = requests[0];
      if (next === undefined || next.arrival > time || next.queuedIn === market.event) return;
      requests.shift();
      this.#carryOut(market, next);
    }
  }

  #carryOut(market: Market, request: VenueRequest): void {
    if (request.kind === 'order') {
      this.#orders.arrive(market, request.order);
      return;
    }
    const refusal = this.#answer(market, request);
    if (refusal !== null) this.#announcer.refused(request.kind, request.id, refusal, market.quote.time);
  }

  #answer(market: Market, request: Exclude<VenueRequest, { kind: 'order' }>): Refusal | null {
    switch (request.kind) {
      case 'close-position':
        return this.#positions.close(market, request);
      case 'close-by':
        return this.#positions.closeBy(market, request.id, request.oppositeId);
      case 'modify-position':
        return this.#positions.modify(market, request.id, request.change);
      case 'modify-order':
        return this.#orders.modify(market, request.id, request.change);
      case 'cancel-order':
        return this.#orders.cancel(market, request.id);
    }
  }
}
