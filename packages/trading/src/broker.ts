import type {
  AccountState,
  EpochMs,
  ExitReason,
  Fill,
  Lots,
  OrderState,
  OrderTerms,
  PendingOrder,
  Position,
  Price,
  Quote,
  ReturnCode,
  SymbolName,
  Trade,
} from '@pipwright/model';
import type { ApprovedOrder } from './risk.ts';

/** A change of an order's state, as the broker reports it. */
export interface OrderUpdate {
  readonly clientOrderId: string;
  readonly state: OrderState;
  readonly time: EpochMs;
  readonly code: ReturnCode;
  /** Why it was rejected, cancelled or expired; empty otherwise. */
  readonly reason: string;
}

/** A request about an order or position that the broker did not follow. New orders are refused by an `OrderUpdate`. */
export interface RequestRefusal {
  readonly request: 'modify-order' | 'cancel-order' | 'modify-position' | 'close-position' | 'close-by';
  /** Client order id or position id. */
  readonly id: string;
  readonly time: EpochMs;
  readonly code: ReturnCode;
  readonly reason: string;
}

/** What of a pending order is changed; what is missing stays. */
export type OrderChange = Partial<
  Pick<
    OrderTerms,
    'price' | 'limitPrice' | 'stopLossDistance' | 'takeProfitDistance' | 'trailingDistance' | 'lifetime' | 'expiresAt'
  >
>;

/** Levels of a position as prices, 0 for none; what is missing stays. */
export interface PositionChange {
  readonly stopLoss?: Price;
  readonly takeProfit?: Price;
  readonly trailingDistance?: number;
}

export interface BrokerListener {
  onOrderUpdate(update: OrderUpdate): void;
  onFill(fill: Fill): void;
  /** A position is closed. Comes after its last fill; `trade.id` is the position's id. */
  onTrade(trade: Trade): void;
  /** A change, cancellation or closing was refused. */
  onRefusal?(refusal: RequestRefusal): void;
}

/**
 * Where orders go. Calls return at once; what becomes of them is told to the listeners, in the order in which it
 * happened, possibly before the call returns. The objects that `account`, `positions` and `quote` return are live views:
 * valid until the next event, to be copied by whoever keeps them.
 */
export interface Broker {
  subscribe(listener: BrokerListener): void;
  /** Throws `ORDER_NOT_APPROVED` for anything that risk has not made. */
  submit(order: ApprovedOrder): void;
  /**
   * Asks to close a position at the market, or so many lots of it. A second request for the same position, before the first
   * is done, changes nothing.
   */
  closePosition(positionId: string, reason: ExitReason, volume?: Lots): void;
  /** Closes two positions of opposite sides against each other, at their common volume and without paying a spread again. */
  closeBy(positionId: string, oppositeId: string): void;
  modifyPosition(positionId: string, change: PositionChange): void;
  modifyOrder(clientOrderId: string, change: OrderChange): void;
  cancelOrder(clientOrderId: string): void;
  /** Orders that wait at the broker, oldest first. */
  orders(): readonly PendingOrder[];
  account(): AccountState;
  /** Open positions of the account, oldest first. */
  positions(): readonly Position[];
  /** Latest quote of a symbol; undefined before the first one. */
  quote(symbol: SymbolName): Quote | undefined;
}
