import type {
  AccountState,
  CandleColumns,
  EpochMs,
  ExitReason,
  Fill,
  OrderState,
  Position,
  Quote,
  SymbolName,
  Trade,
} from '@pipwright/model';
import type { ApprovedOrder } from './risk.ts';

/** A change of an order's state, as the broker reports it. */
export interface OrderUpdate {
  readonly clientOrderId: string;
  readonly state: OrderState;
  readonly time: EpochMs;
  /** Why it was rejected, cancelled or expired; empty otherwise. */
  readonly reason: string;
}

export interface BrokerListener {
  onOrderUpdate(update: OrderUpdate): void;
  onFill(fill: Fill): void;
  /** A position is closed. Comes after its last fill; `trade.id` is the position's id. */
  onTrade(trade: Trade): void;
}

/**
 * Where orders go. Calls return at once; what becomes of them is told to the listeners, in the order in which it
 * happened, possibly before the call returns. The objects that `account`, `positions` and `quote` return are live views:
 * valid until the next event, to be copied by whoever keeps them.
 */
export interface Broker {
  subscribe(listener: BrokerListener): void;
  /**
   * The reference candle at `index` has closed. A simulated venue fills, books and marks by it, before anyone decides;
   * a broker elsewhere has its own market and does nothing.
   */
  onCandleClosed(symbol: SymbolName, candles: CandleColumns, index: number, closeTime: EpochMs): void;
  /** Throws `ORDER_NOT_APPROVED` for anything that risk has not made. */
  submit(order: ApprovedOrder): void;
  /** Asks to close a position at the market. A second request for the same position changes nothing. */
  closePosition(positionId: string, reason: ExitReason): void;
  account(): AccountState;
  /** Open positions of the account, oldest first. */
  positions(): readonly Position[];
  /** Latest quote of a symbol; undefined before the first one. */
  quote(symbol: SymbolName): Quote | undefined;
}
