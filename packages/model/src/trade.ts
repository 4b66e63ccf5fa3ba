import type { Currency, EpochMs, Fraction, Lots, MinorUnits, Price, SymbolName } from './units.ts';
import type { Timeframe } from './timeframe.ts';

export const Side = { Buy: 'buy', Sell: 'sell' } as const;
export type Side = (typeof Side)[keyof typeof Side];

/** Best bid and ask at a moment. */
export interface Quote {
  readonly symbol: SymbolName;
  readonly time: EpochMs;
  readonly bid: Price;
  readonly ask: Price;
}

/** A contribution of one feature to one prediction, in log-odds. */
export interface FeatureContribution {
  readonly feature: string;
  readonly value: number | null;
  readonly contribution: number;
}

/** What a model says at the close of a candle. */
export interface Prediction {
  readonly id: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** Close of the candle that it rests on: the moment from which it is known. */
  readonly time: EpochMs;
  readonly horizonMs: number;
  /** Calibrated probability that the price is higher after the horizon. */
  readonly probabilityUp: Fraction;
  readonly modelId: string;
  readonly topReasons: readonly FeatureContribution[];
}

/** A wish to trade. It becomes an order only through risk. */
export interface Signal extends OrderTerms {
  readonly id: string;
  readonly predictionId: string;
  readonly strategy: string;
  readonly symbol: SymbolName;
  readonly time: EpochMs;
  readonly side: Side;
  /** Position is closed at the latest at this time. */
  readonly exitTime: EpochMs;
}

/** One risk check with the figures it compared. */
export interface RiskCheck {
  readonly name: string;
  readonly passed: boolean;
  readonly value: number;
  readonly limit: number;
  /** A sentence for people: `spread 2.1 pips, at most 1.6`. */
  readonly reason: string;
}

export const OrderState = {
  Approved: 'approved',
  Sending: 'sending',
  Acknowledged: 'acknowledged',
  Filled: 'filled',
  Cancelled: 'cancelled',
  Rejected: 'rejected',
  Expired: 'expired',
  /** The outcome is not proven. Only reconciliation with the broker ends it; the order is never sent again. */
  Unknown: 'unknown',
} as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];

export const OrderType = {
  Market: 'market',
  /** Filled at its price or better. */
  Limit: 'limit',
  /** Becomes a market order when its price is reached. */
  Stop: 'stop',
  /** Becomes a limit order at `limitPrice` when its price is reached. */
  StopLimit: 'stop-limit',
} as const;
export type OrderType = (typeof OrderType)[keyof typeof OrderType];

/** How long a pending order waits. */
export const OrderLifetime = {
  GoodTillCancelled: 'gtc',
  /** Until the trading day ends at 17:00 New York. */
  Day: 'day',
  /** Until `expiresAt`. */
  Date: 'date',
} as const;
export type OrderLifetime = (typeof OrderLifetime)[keyof typeof OrderLifetime];

/** What happens where the market cannot fill the whole volume at once. */
export const Filling = {
  /** The whole volume or nothing. */
  FillOrKill: 'fok',
  /** What there is; the rest is cancelled. */
  ImmediateOrCancel: 'ioc',
  /** What there is; the rest goes on waiting. */
  Return: 'return',
} as const;
export type Filling = (typeof Filling)[keyof typeof Filling];

/** Prices and times that an order has besides its side and volume; 0 and '' stand for none. */
export interface OrderTerms {
  readonly type: OrderType;
  /** Price of a limit order; trigger of a stop and a stop-limit order. */
  readonly price: Price;
  /** Price of the limit order that a stop-limit order becomes. */
  readonly limitPrice: Price;
  /**
   * Protective levels as distances: from the fill price for market orders, from the order's own price for pending ones,
   * so that what the order waits for does not move them. Of a stop-limit order it is `limitPrice`.
   */
  readonly stopLossDistance: number;
  readonly takeProfitDistance: number;
  /** The stop-loss follows the best price at this distance. */
  readonly trailingDistance: number;
  readonly lifetime: OrderLifetime;
  readonly expiresAt: EpochMs;
  readonly filling: Filling;
  /** Largest difference to the quote that the sender saw, as a price difference; beyond it a market order is requoted. */
  readonly deviation: number;
  /** Orders of one group: the first that is filled cancels the others. */
  readonly ocoGroup: string;
}

/** A market order without levels: what terms are when nothing else is said. */
export const MARKET_TERMS: OrderTerms = {
  type: OrderType.Market,
  price: 0 as Price,
  limitPrice: 0 as Price,
  stopLossDistance: 0,
  takeProfitDistance: 0,
  trailingDistance: 0,
  lifetime: OrderLifetime.GoodTillCancelled,
  expiresAt: 0 as EpochMs,
  filling: Filling.FillOrKill,
  deviation: 0,
  ocoGroup: '',
};

/** An order, as it is sent. */
export interface OrderRequest extends OrderTerms {
  /** The platform's own id, the same after every restart and replay. */
  readonly clientOrderId: string;
  readonly signalId: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly volume: Lots;
  /** The position is closed after this time at the latest. */
  readonly exitTime: EpochMs;
  readonly createdAt: EpochMs;
}

/** An order that waits at the broker. */
export interface PendingOrder {
  readonly clientOrderId: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly type: OrderType;
  /** What is not filled yet. */
  readonly volume: Lots;
  readonly price: Price;
  readonly limitPrice: Price;
  readonly stopLossDistance: number;
  readonly takeProfitDistance: number;
  readonly expiresAt: EpochMs;
  readonly ocoGroup: string;
}

export const DealEntry = { In: 'in', Out: 'out' } as const;
export type DealEntry = (typeof DealEntry)[keyof typeof DealEntry];

export const ExitReason = {
  StopLoss: 'stop-loss',
  TakeProfit: 'take-profit',
  TimeLimit: 'time-limit',
  Opposite: 'opposite-signal',
  /** A rule of the strategy. */
  Signal: 'signal',
  TrailingStop: 'trailing-stop',
  /** Closed against a position of the other side. */
  CloseBy: 'close-by',
  /** A netting account: an order of the other side reduced or turned it. */
  Netting: 'netting',
  StopOut: 'stop-out',
  Manual: 'manual',
  EndOfData: 'end-of-data',
} as const;
export type ExitReason = (typeof ExitReason)[keyof typeof ExitReason];

/** An execution, as the venue booked it. Money is in the account's currency. */
export interface Fill {
  readonly id: string;
  readonly clientOrderId: string;
  readonly positionId: string;
  readonly symbol: SymbolName;
  readonly time: EpochMs;
  readonly side: Side;
  readonly entry: DealEntry;
  readonly volume: Lots;
  readonly price: Price;
  /** Difference to the quote at the moment of execution; positive is worse. */
  readonly slippage: number;
  readonly commission: MinorUnits;
  /** Realised profit of the price move, without commission and swap; 0 on entry. */
  readonly profit: MinorUnits;
  readonly exitReason: ExitReason | null;
}

/** An open position. */
export interface Position {
  readonly id: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly volume: Lots;
  readonly openPrice: Price;
  readonly openTime: EpochMs;
  readonly stopLoss: Price;
  readonly takeProfit: Price;
  readonly exitTime: EpochMs;
  readonly swap: MinorUnits;
  readonly commission: MinorUnits;
  /** Profit at the current quote, without swap and commission. */
  readonly floatingProfit: MinorUnits;
}

/** Where the net profit of a closed trade, or of many, came from. The parts sum to `net`, to the minor unit. */
export interface ProfitSplit {
  /** Move of the mid price between the two fills. */
  readonly price: MinorUnits;
  readonly spread: MinorUnits;
  readonly slippage: MinorUnits;
  readonly commission: MinorUnits;
  readonly swap: MinorUnits;
  readonly net: MinorUnits;
}

/** A closed position, or the part of one that was closed by one deal. */
export interface Trade {
  /** The position's id where it was closed at once; a partial closing adds `/2`, `/3` … from the second part on. */
  readonly id: string;
  readonly positionId: string;
  /** What is left of the position after this; 0 where it is closed. */
  readonly remainingVolume: Lots;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly volume: Lots;
  readonly openTime: EpochMs;
  readonly closeTime: EpochMs;
  readonly openPrice: Price;
  readonly closePrice: Price;
  readonly exitReason: ExitReason;
  readonly probability: Fraction;
  readonly split: ProfitSplit;
  /** Worst and best floating profit while it was open. */
  readonly maximumAdverse: MinorUnits;
  readonly maximumFavourable: MinorUnits;
}

/** An account's figures, in its own currency. */
export interface AccountState {
  readonly currency: Currency;
  readonly balance: MinorUnits;
  readonly equity: MinorUnits;
  readonly margin: MinorUnits;
  readonly freeMargin: MinorUnits;
}
