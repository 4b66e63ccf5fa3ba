import { OrderLifetime, roundToTick } from '@pipwright/model';
import type { OrderChange } from '@pipwright/trading';
import type { Market } from './market.ts';
import { expiryOf } from './order-rules.ts';
import type { VenueOrder } from './venue-order.ts';

type ChangeableTerms = Pick<
  VenueOrder,
  'price' | 'limitPrice' | 'stopLossDistance' | 'takeProfitDistance' | 'trailingDistance' | 'expiresAt'
>;

/** The terms of a waiting order as they would be after a change. */
export function changedTerms({ instrument, quote }: Market, order: VenueOrder, change: OrderChange): ChangeableTerms {
  const { lifetime = OrderLifetime.Date, expiresAt = order.expiresAt } = change;
  const changesExpiry = change.lifetime !== undefined || change.expiresAt !== undefined;
  return {
    price: roundToTick(instrument, change.price ?? order.price),
    limitPrice: roundToTick(instrument, change.limitPrice ?? order.limitPrice),
    stopLossDistance: change.stopLossDistance ?? order.stopLossDistance,
    takeProfitDistance: change.takeProfitDistance ?? order.takeProfitDistance,
    trailingDistance: change.trailingDistance ?? order.trailingDistance,
    expiresAt: changesExpiry ? expiryOf(lifetime, expiresAt, quote.time) : order.expiresAt,
  };
}

/** Whether a change leaves everything as it was. */
export function isUnchanged(order: VenueOrder, terms: ChangeableTerms): boolean {
  return Object.entries(terms).every(([name, value]) => order[name as keyof ChangeableTerms] === value);
}
