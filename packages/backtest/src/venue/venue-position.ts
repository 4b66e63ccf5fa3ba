import {
  Side,
  type EpochMs,
  type Fraction,
  type Lots,
  type MinorUnits,
  type Position,
  type Price,
  type SymbolName,
} from '@pipwright/model';
import { Pass } from './pass.ts';

/** What a position is opened with. */
export interface Opening {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: SymbolName;
  readonly isLong: boolean;
  readonly volume: Lots;
  readonly price: Price;
  readonly time: EpochMs;
  readonly exitTime: EpochMs;
  readonly probability: Fraction;
}

/** An open position of the simulated venue. Mutable and of one shape: it is read at every price. */
export class VenuePosition implements Position {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly isLong: boolean;
  readonly openTime: EpochMs;
  readonly probability: Fraction;
  volume: Lots;
  /** Mean of the prices of its entries by volume, not rounded. */
  openPrice: Price;
  /** 0 where there is none. */
  stopLoss = 0 as Price;
  /** 0 where there is none. */
  takeProfit = 0 as Price;
  /** 0 where there is none. */
  trailingDistance = 0;
  /** Whether the trailing has moved the stop-loss. */
  trailed = false;
  exitTime: EpochMs;
  /** Mean spread and slippage of the entries, in price units. */
  entrySpread = 0;
  entrySlippage = 0;
  /** Minor units that it needs when nothing hedges it, and its value, both as of the entries. */
  margin = 0;
  notional = 0;
  /** Of the part that is open; already in the balance. */
  swap = 0 as MinorUnits;
  commission = 0 as MinorUnits;
  floatingProfit = 0 as MinorUnits;
  /** Lowest and highest price at which it could have been closed so far. */
  lowest: number;
  highest: number;
  /** A closing was asked for and is not done. */
  closing = false;
  /** Market event in which the depth left no volume for it; it is not looked at again before the next. */
  blockedIn = -1;
  /** Opened or enlarged inside the candle that is being walked. */
  inside = false;
  /** Walk of a candle that it takes part in; see `Pass`. */
  pass: Pass = Pass.All;
  /** Numbers of its deals and of the trades that it was closed in, for their ids. */
  dealsIn = 0;
  dealsOut = 0;
  parts = 0;

  constructor(opening: Opening) {
    this.id = opening.id;
    this.clientOrderId = opening.clientOrderId;
    this.symbol = opening.symbol;
    this.isLong = opening.isLong;
    this.side = opening.isLong ? Side.Buy : Side.Sell;
    this.volume = opening.volume;
    this.openPrice = opening.price;
    this.openTime = opening.time;
    this.exitTime = opening.exitTime;
    this.probability = opening.probability;
    this.lowest = opening.price;
    this.highest = opening.price;
  }

  /** Widens the range of prices at which it could have been closed. */
  observe(low: number, high: number): void {
    if (low < this.lowest) this.lowest = low;
    if (high > this.highest) this.highest = high;
  }

  /** Price at which the trailing would next move the stop-loss: bid of a long, ask of a short position. */
  get trailsAt(): number {
    const { isLong, openPrice, stopLoss, trailingDistance } = this;
    if (isLong) return Math.max(openPrice, stopLoss) + trailingDistance;
    return (stopLoss > 0 ? Math.min(openPrice, stopLoss) : openPrice) - trailingDistance;
  }
}
