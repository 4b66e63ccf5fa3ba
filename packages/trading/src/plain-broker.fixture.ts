import {
  currency,
  DealEntry,
  OrderState,
  OrderType,
  ReturnCode,
  Side,
  type AccountState,
  type CandleColumns,
  type EpochMs,
  type ExitReason,
  type Fill,
  type Lots,
  type MinorUnits,
  type PendingOrder,
  type Position,
  type Price,
  type Quote,
  type SymbolName,
  type Trade,
} from '@pipwright/model';
import type { Broker, BrokerListener, OrderChange, PositionChange, RequestRefusal } from './broker.ts';
import type { ApprovedOrder } from './risk.ts';

interface Closing {
  readonly id: string;
  readonly reason: ExitReason;
  readonly volume: number | undefined;
}

/**
 * The least that a broker can be: fills at the next candle's open, and waiting orders at their price when the candle
 * reaches it, at no cost, on an account that never changes. It writes down what it is asked for.
 */
export class PlainBroker implements Broker {
  readonly submitted: ApprovedOrder[] = [];
  readonly closed: [string, ExitReason][] = [];
  readonly closedParts: [string, number][] = [];
  readonly closedBy: [string, string][] = [];
  readonly changes: [string, PositionChange | OrderChange][] = [];
  readonly cancelled: string[] = [];
  /** What becomes of market orders. */
  answer: OrderState = OrderState.Filled;
  /** Lots of each order that are filled per candle. */
  depth = Number.POSITIVE_INFINITY;
  /** Requests that it does not follow, and why. */
  refuses: { readonly request: RequestRefusal['request']; readonly reason: string } | null = null;
  readonly #listeners: BrokerListener[] = [];
  #orders: { readonly order: ApprovedOrder; waiting: number; change: OrderChange }[] = [];
  #closing: Closing[] = [];
  #positions: Position[] = [];
  #quote: Quote | undefined;
  #time = 0 as EpochMs;
  readonly #account = {
    currency: currency('USD'),
    balance: 1_000_000,
    equity: 1_000_000,
    margin: 0,
    freeMargin: 1_000_000,
  } as AccountState;

  subscribe(listener: BrokerListener): void {
    this.#listeners.push(listener);
  }

  submit(order: ApprovedOrder): void {
    this.submitted.push(order);
    this.#orders.push({ order, waiting: order.request.volume, change: {} });
    this.#update(order, OrderState.Acknowledged, order.request.createdAt);
  }

  closePosition(positionId: string, reason: ExitReason, volume?: Lots): void {
    if (volume === undefined) this.closed.push([positionId, reason]);
    else this.closedParts.push([positionId, volume]);
    this.#closing.push({ id: positionId, reason, volume });
  }

  closeBy(positionId: string, oppositeId: string): void {
    this.closedBy.push([positionId, oppositeId]);
  }

  modifyPosition(positionId: string, change: PositionChange): void {
    this.changes.push([positionId, change]);
    if (this.#isRefused('modify-position', positionId)) return;
    this.#positions = this.#positions.map((each) => (each.id === positionId ? { ...each, ...change } : each));
  }

  modifyOrder(clientOrderId: string, change: OrderChange): void {
    this.changes.push([clientOrderId, change]);
    if (this.#isRefused('modify-order', clientOrderId)) return;
    const found = this.#orders.find(({ order }) => order.request.clientOrderId === clientOrderId)!;
    found.change = { ...found.change, ...change };
  }

  cancelOrder(clientOrderId: string): void {
    this.cancelled.push(clientOrderId);
    if (this.#isRefused('cancel-order', clientOrderId)) return;
    this.#end(clientOrderId, OrderState.Cancelled);
  }

  orders(): readonly PendingOrder[] {
    return this.#orders
      .filter(({ order }) => order.request.type !== OrderType.Market)
      .map(({ order, waiting, change }) => ({ ...order.request, ...change, volume: waiting as Lots }));
  }

  account(): AccountState {
    return this.#account;
  }

  positions(): readonly Position[] {
    return this.#positions;
  }

  quote(): Quote | undefined {
    return this.#quote;
  }

  onCandleClosed(symbol: SymbolName, candles: CandleColumns, index: number, time: EpochMs): void {
    this.#time = candles.time[index] as EpochMs;
    for (const closing of this.#closing.splice(0)) {
      if (!this.#isRefused('close-position', closing.id)) this.#exit(closing);
    }
    for (const each of this.#orders.slice()) this.#execute(each, candles, index, time);
    this.#time = time;
    this.#quote = { symbol, time, bid: candles.close[index] as Price, ask: candles.askClose[index] as Price };
  }

  #execute(
    each: { readonly order: ApprovedOrder; waiting: number; change: OrderChange },
    candles: CandleColumns,
    index: number,
    time: EpochMs,
  ): void {
    const { request } = each.order;
    const price = each.change.price ?? request.price;
    const isReached = price >= candles.low[index]! && price <= candles.high[index]!;
    if (request.type !== OrderType.Market && !isReached) return;
    if (request.type === OrderType.Market && this.answer !== OrderState.Filled) {
      this.#end(request.clientOrderId, this.answer);
      return;
    }
    const volume = Math.min(each.waiting, this.depth);
    each.waiting -= volume;
    if (each.waiting < 1e-9) {
      this.#orders = this.#orders.filter((other) => other !== each);
      this.#update(each.order, OrderState.Filled, time);
    } else {
      this.#update(each.order, OrderState.Acknowledged, time);
    }
    this.#enter(each.order, volume, request.type === OrderType.Market ? candles.open[index]! : price);
  }

  #end(clientOrderId: string, state: OrderState): void {
    const found = this.#orders.find(({ order }) => order.request.clientOrderId === clientOrderId)!;
    this.#orders = this.#orders.filter((other) => other !== found);
    this.#update(found.order, state, this.#time);
  }

  #update(order: ApprovedOrder, state: OrderState, time: EpochMs): void {
    const reason = state === OrderState.Rejected ? 'not enough money' : '';
    for (const each of this.#listeners) {
      each.onOrderUpdate({ clientOrderId: order.request.clientOrderId, state, time, code: ReturnCode.Done, reason });
    }
  }

  #enter({ request }: ApprovedOrder, volume: number, price: number): void {
    const { clientOrderId, symbol, side, exitTime } = request;
    const id = `ticket ${clientOrderId}`;
    const sign = side === Side.Buy ? 1 : -1;
    const held = this.#positions.find((position) => position.id === id);
    const position = {
      id,
      symbol,
      side,
      exitTime,
      openTime: this.#time,
      openPrice: price,
      volume: (held?.volume ?? 0) + volume,
      stopLoss: request.stopLossDistance === 0 ? 0 : price - sign * request.stopLossDistance,
      takeProfit: request.takeProfitDistance === 0 ? 0 : price + sign * request.takeProfitDistance,
      swap: 0,
      commission: 0,
      floatingProfit: 0,
    } as Position;
    this.#positions = [...this.#positions.filter((each) => each !== held), position];
    const fill = { clientOrderId, positionId: id, symbol, side, volume, entry: DealEntry.In, time: this.#time, price };
    for (const each of this.#listeners) each.onFill(fill as Fill);
  }

  #exit({ id, reason, volume }: Closing): void {
    const position = this.#positions.find((each) => each.id === id);
    if (position === undefined) return;
    const closed = Math.min(volume ?? position.volume, position.volume);
    const remainingVolume = position.volume - closed;
    this.#positions = this.#positions
      .map((each) => (each === position ? { ...each, volume: remainingVolume as Lots } : each))
      .filter((each) => each.volume > 1e-9);
    const trade = {
      id,
      positionId: id,
      remainingVolume,
      volume: closed,
      side: position.side,
      exitReason: reason,
      closeTime: this.#time,
      split: { net: 1 as MinorUnits },
    } as Trade;
    for (const each of this.#listeners) each.onTrade(trade);
  }

  #isRefused(request: RequestRefusal['request'], id: string): boolean {
    if (this.refuses?.request !== request) return false;
    const refusal = { request, id, time: this.#time, code: ReturnCode.Reject, reason: this.refuses.reason };
    for (const each of this.#listeners) each.onRefusal?.(refusal);
    return true;
  }
}
