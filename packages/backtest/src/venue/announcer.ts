import { OrderState, ReturnCode, type EpochMs, type Fill, type Trade } from '@pipwright/model';
import type { BrokerListener, RequestRefusal } from '@pipwright/trading';
import type { Refusal } from './refusals.ts';
import type { VenueOrder } from './venue-order.ts';
import type { AccountEvent } from './venue-options.ts';
import { noTotals } from './venue-totals.ts';

/** Tells what happens at the venue to whoever listens, and counts it. */
export class Announcer {
  readonly listeners: BrokerListener[] = [];
  readonly totals = noTotals();
  readonly #onAccountEvent: ((event: AccountEvent) => void) | undefined;

  constructor(onAccountEvent: ((event: AccountEvent) => void) | undefined) {
    this.#onAccountEvent = onAccountEvent;
  }

  acknowledged(order: VenueOrder, time: EpochMs): void {
    this.#update(order, OrderState.Acknowledged, { code: ReturnCode.Placed, reason: '' }, time);
  }

  /** `isWhole` is false where the rest of the order is cancelled. */
  filled(order: VenueOrder, isWhole: boolean, time: EpochMs): void {
    const answer = isWhole
      ? { code: ReturnCode.Done, reason: '' }
      : { code: ReturnCode.DonePartial, reason: 'partly filled, the rest was cancelled' };
    this.#update(order, OrderState.Filled, answer, time);
  }

  rejected(order: VenueOrder, refusal: Refusal, time: EpochMs): void {
    this.totals.rejected++;
    if (refusal.code === ReturnCode.Requote) this.totals.requoted++;
    this.#update(order, OrderState.Rejected, refusal, time);
  }

  cancelled(order: VenueOrder, reason: string, time: EpochMs): void {
    this.totals.cancelled++;
    this.#update(order, OrderState.Cancelled, { code: ReturnCode.Cancel, reason }, time);
  }

  expired(order: VenueOrder, time: EpochMs): void {
    this.totals.expired++;
    this.#update(order, OrderState.Expired, { code: ReturnCode.Cancel, reason: 'expired' }, time);
  }

  refused(request: RequestRefusal['request'], id: string, refusal: Refusal, time: EpochMs): void {
    this.totals.refusals++;
    for (const listener of this.listeners) listener.onRefusal?.({ request, id, time, ...refusal });
  }

  fill(fill: Fill): void {
    for (const listener of this.listeners) listener.onFill(fill);
  }

  trade(trade: Trade): void {
    for (const listener of this.listeners) listener.onTrade(trade);
  }

  account(event: AccountEvent): void {
    if (event.kind === 'swap') this.totals.swaps++;
    else if (event.kind === 'margin-call') this.totals.marginCalls++;
    else this.totals.stopOuts++;
    this.#onAccountEvent?.(event);
  }

  #update(order: VenueOrder, state: OrderState, { code, reason }: Refusal, time: EpochMs): void {
    const { clientOrderId } = order;
    for (const listener of this.listeners) listener.onOrderUpdate({ clientOrderId, state, time, code, reason });
  }
}
