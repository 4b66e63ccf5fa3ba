import {
  OrderType,
  Side,
  type EpochMs,
  type Filling,
  type Lots,
  type PendingOrder,
  type Price,
  type SymbolName,
} from '@pipwright/model';
import type { ApprovedOrder } from '@pipwright/trading';
import { Pass } from './pass.ts';

/** An order at the simulated venue, from its arrival to its end. */
export class VenueOrder implements PendingOrder {
  readonly approved: ApprovedOrder;
  readonly clientOrderId: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly isBuy: boolean;
  readonly filling: Filling;
  readonly ocoGroup: string;
  /** Price at which its sender saw it filled; NaN where there was no quote. */
  readonly seenPrice: number;
  /** A stop-limit order becomes a limit order when its price is reached. */
  type: OrderType;
  /** What is not filled yet. */
  volume: Lots;
  price: Price;
  limitPrice: Price;
  stopLossDistance: number;
  takeProfitDistance: number;
  trailingDistance: number;
  /** 0 for never. */
  expiresAt: EpochMs;
  /** Whether it has passed the rules: what is left of it is not judged again. */
  isAccepted = false;
  /** Position that its first deal opened or changed; empty before. */
  positionId = '';
  /** Positions that it opened: more than one only where the first was closed before the rest was filled. */
  positions = 0;
  /** Market event in which the depth left no volume for it. */
  blockedIn = -1;
  pass: Pass = Pass.All;

  constructor(approved: ApprovedOrder, seenPrice: number) {
    const { request } = approved;
    this.approved = approved;
    this.clientOrderId = request.clientOrderId;
    this.symbol = request.symbol;
    this.side = request.side;
    this.isBuy = request.side === Side.Buy;
    this.filling = request.filling;
    this.ocoGroup = request.ocoGroup;
    this.seenPrice = seenPrice;
    this.type = request.type;
    this.volume = request.volume;
    this.price = request.price;
    this.limitPrice = request.limitPrice;
    this.stopLossDistance = request.stopLossDistance;
    this.takeProfitDistance = request.takeProfitDistance;
    this.trailingDistance = request.trailingDistance;
    this.expiresAt = request.expiresAt;
  }

  /** Whether it waits for the market to move against its direction: up for a sale, down for a purchase. */
  get isLimit(): boolean {
    return this.type === OrderType.Limit;
  }

  /** Whether its price is reached by rising prices. */
  get waitsAbove(): boolean {
    return this.isBuy !== this.isLimit;
  }

  /** Price from which the distances of its levels count: the fill of a market order, else its own price. */
  levelsFrom(fillPrice: Price): Price {
    return this.type === OrderType.Market ? fillPrice : this.price;
  }
}
