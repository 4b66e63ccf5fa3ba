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
export interface Signal {
  readonly id: string;
  readonly predictionId: string;
  readonly strategy: string;
  readonly symbol: SymbolName;
  readonly time: EpochMs;
  readonly side: Side;
  readonly stopLossDistance: number;
  readonly takeProfitDistance: number;
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

/** A market order with protective levels given as distances from the fill price. */
export interface OrderRequest {
  /** The platform's own id, the same after every restart and replay. */
  readonly clientOrderId: string;
  readonly signalId: string;
  readonly symbol: SymbolName;
  readonly side: Side;
  readonly volume: Lots;
  readonly stopLossDistance: number;
  readonly takeProfitDistance: number;
  readonly exitTime: EpochMs;
  readonly createdAt: EpochMs;
}

export const DealEntry = { In: 'in', Out: 'out' } as const;
export type DealEntry = (typeof DealEntry)[keyof typeof DealEntry];

export const ExitReason = {
  StopLoss: 'stop-loss',
  TakeProfit: 'take-profit',
  TimeLimit: 'time-limit',
  Opposite: 'opposite-signal',
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

/** A closed position. */
export interface Trade {
  readonly id: string;
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
