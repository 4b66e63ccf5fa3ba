import {
  Side,
  type EpochMs,
  type ExitReason,
  type Fraction,
  type Lots,
  type MinorUnits,
  type Position,
  type Price,
  type SymbolName,
} from '@pipwright/model';
import type { ApprovedOrder } from '@pipwright/trading';

/** Where and how an order was filled. */
export interface EntryFill {
  readonly time: EpochMs;
  readonly price: Price;
  readonly stopLoss: Price;
  readonly takeProfit: Price;
  /** Ask minus bid at the fill. */
  readonly spread: number;
  readonly slippage: number;
  /** Minor units, as booked. */
  readonly commission: MinorUnits;
  /** Minor units that it needs when nothing hedges it. */
  readonly margin: number;
}

/** An open position of the simulated venue. Mutable and of one shape: it is read at every candle. */
export class OpenPosition implements Position {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly isLong: boolean;
  readonly volume: Lots;
  readonly openPrice: Price;
  readonly openTime: EpochMs;
  /** 0 where there is none. */
  readonly stopLoss: Price;
  /** 0 where there is none. */
  readonly takeProfit: Price;
  readonly exitTime: EpochMs;
  readonly probability: Fraction;
  readonly entrySpread: number;
  readonly entrySlippage: number;
  readonly margin: number;
  swap = 0 as MinorUnits;
  commission: MinorUnits;
  floatingProfit = 0 as MinorUnits;
  /** Lowest and highest price at which it could have been closed so far. */
  lowest: number;
  highest: number;
  /** Why it is to be closed at the next open; null where it is not. */
  closing: ExitReason | null = null;

  constructor(order: ApprovedOrder, entry: EntryFill) {
    const { request } = order;
    // One order opens one position, so that the order's id names both.
    this.id = request.clientOrderId;
    this.clientOrderId = request.clientOrderId;
    this.symbol = request.symbol;
    this.side = request.side;
    this.isLong = request.side === Side.Buy;
    this.volume = request.volume;
    this.openPrice = entry.price;
    this.openTime = entry.time;
    this.stopLoss = entry.stopLoss;
    this.takeProfit = entry.takeProfit;
    this.exitTime = request.exitTime;
    this.probability = order.probability as Fraction;
    this.entrySpread = entry.spread;
    this.entrySlippage = entry.slippage;
    this.margin = entry.margin;
    this.commission = entry.commission;
    this.lowest = entry.price;
    this.highest = entry.price;
  }

  /** Widens the range of prices at which it could have been closed. */
  observe(low: number, high: number): void {
    if (low < this.lowest) this.lowest = low;
    if (high > this.highest) this.highest = high;
  }
}
