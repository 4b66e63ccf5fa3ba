import {
  OrderLifetime,
  OrderType,
  toPoints,
  tradingDayEnd,
  type EpochMs,
  type Instrument,
  type OrderRequest,
} from '@pipwright/model';
import type { Market } from './market.ts';
import { Refusals, type Refusal } from './refusals.ts';
import type { VenueOrder } from './venue-order.ts';
import type { VenuePosition } from './venue-position.ts';

const STEP_TOLERANCE = 1e-9;

/** Why a broker would not take an order, checked before the market is looked at; null where it takes it. */
export function refusalOfTerms(request: OrderRequest, instrument: Instrument): Refusal | null {
  if (!isVolume(instrument, request.volume)) return Refusals.InvalidVolume;
  const { stopLossDistance, takeProfitDistance, trailingDistance } = request;
  for (const distance of [stopLossDistance, takeProfitDistance, trailingDistance]) {
    if (!isDistance(distance, instrument)) return Refusals.InvalidStops;
  }
  if (request.type === OrderType.Market) {
    return instrument.fillings.includes(request.filling) ? null : Refusals.InvalidFilling;
  }
  if (!isPrice(request.price)) return Refusals.InvalidPrice;
  if (request.type === OrderType.StopLimit && !isPrice(request.limitPrice)) return Refusals.InvalidPrice;
  return null;
}

/** Whether a volume is within the contract's bounds and on its step. */
export function isVolume({ volume: { min, max, step } }: Instrument, volume: number): boolean {
  const steps = volume / step;
  return volume >= min && volume <= max && Math.abs(steps - Math.round(steps)) <= STEP_TOLERANCE * steps;
}

function isPrice(price: number): boolean {
  return price > 0 && price < Number.POSITIVE_INFINITY;
}

/** 0 stands for no level; any other must be at least a point and the stops level away. */
function isDistance(distance: number, instrument: Instrument): boolean {
  return distance === 0 || toPoints(instrument, distance) >= Math.max(1, instrument.stopsLevel);
}

/**
 * Whether the levels of a market order are far enough from the side of the quote at which the position would be closed, as
 * MetaTrader 5 measures it: of a purchase from the bid, so that the spread counts against the stop.
 */
export function refusalOfLevels(order: VenueOrder, market: Market): Refusal | null {
  const { bid, ask } = market.quote;
  const { instrument } = market;
  const least = Math.max(1, instrument.stopsLevel);
  const { stopLossDistance, takeProfitDistance } = order;
  if (stopLossDistance !== 0 && toPoints(instrument, stopLossDistance - (ask - bid)) < least) {
    return Refusals.InvalidStops;
  }
  if (takeProfitDistance !== 0 && toPoints(instrument, takeProfitDistance + (ask - bid)) < least) {
    return Refusals.InvalidStops;
  }
  return null;
}

/** Whether a waiting order stands on the right side of the market, the stops level away from it. */
export function refusalOfPrice(
  order: Pick<VenueOrder, 'isBuy' | 'waitsAbove' | 'price'>,
  market: Market,
): Refusal | null {
  const { bid, ask } = market.quote;
  const quote = order.isBuy ? ask : bid;
  const distance = order.waitsAbove ? order.price - quote : quote - order.price;
  return toPoints(market.instrument, distance) >= market.instrument.stopsLevel ? null : Refusals.InvalidPrice;
}

/** When an order that waits ends: 0 for never, `day` at the end of the trading day. */
export function expiryOf(lifetime: OrderLifetime, expiresAt: EpochMs, now: EpochMs): EpochMs {
  if (lifetime === OrderLifetime.Date) return expiresAt;
  if (lifetime === OrderLifetime.GoodTillCancelled) return 0 as EpochMs;
  return tradingDayEnd(now);
}

/** Whether a waiting order is so close to the market that it is frozen. */
export function isOrderFrozen({ isBuy, price }: VenueOrder, { instrument, quote }: Market): boolean {
  if (instrument.freezeLevel === 0) return false;
  return toPoints(instrument, Math.abs(price - (isBuy ? quote.ask : quote.bid))) <= instrument.freezeLevel;
}

/** Whether a level of a position is so close to the market that neither it nor the position may be touched. */
export function isPositionFrozen(position: VenuePosition, { instrument, quote }: Market): boolean {
  if (instrument.freezeLevel === 0) return false;
  const price = position.isLong ? quote.bid : quote.ask;
  const isNear = (level: number): boolean =>
    level > 0 && toPoints(instrument, Math.abs(level - price)) <= instrument.freezeLevel;
  return isNear(position.stopLoss) || isNear(position.takeProfit);
}

/** Whether new levels of a position stand on the right side of the market, the stops level away from it. */
export function refusalOfNewLevels(
  position: VenuePosition,
  levels: { readonly stopLoss: number; readonly takeProfit: number; readonly trailingDistance: number },
  { instrument, quote }: Market,
): Refusal | null {
  const { isLong } = position;
  const price = isLong ? quote.bid : quote.ask;
  const least = Math.max(1, instrument.stopsLevel);
  const isFar = (level: number, above: boolean): boolean =>
    toPoints(instrument, above ? level - price : price - level) >= least;
  const { stopLoss, takeProfit } = levels;
  if (!isDistance(levels.trailingDistance, instrument)) return Refusals.InvalidStops;
  if (!(stopLoss >= 0) || !(takeProfit >= 0)) return Refusals.InvalidStops;
  if (stopLoss > 0 && stopLoss !== position.stopLoss && !isFar(stopLoss, !isLong)) return Refusals.InvalidStops;
  if (takeProfit > 0 && takeProfit !== position.takeProfit && !isFar(takeProfit, isLong)) return Refusals.InvalidStops;
  return null;
}
