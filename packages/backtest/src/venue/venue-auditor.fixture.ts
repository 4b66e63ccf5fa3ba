// Long because it is a second set of books, which is worth something only if it is complete.
import { invariant } from '@pipwright/kernel';
import {
  DealEntry,
  ExitReason,
  minorDigits,
  OrderState,
  ReturnCode,
  Side,
  type Currency,
  type Fill,
  type Instrument,
  type OrderRequest,
  type SymbolName,
  type Trade,
} from '@pipwright/model';
import {
  canFollow,
  isFinal,
  roundMinor,
  type BrokerListener,
  type ConversionRates,
  type OrderUpdate,
} from '@pipwright/trading';
import { FillDigest } from '../fill-digest.ts';
import type { SimulatedVenue } from './simulated-venue.ts';
import type { AccountEvent } from './venue-options.ts';

const LOTS = 1e-7;
/** Minor units that two roundings of one amount may differ by. */
const ROUNDING = 1;

interface BookedPosition {
  readonly symbol: SymbolName;
  readonly isLong: boolean;
  volume: number;
  openPrice: number;
  commission: number;
  swap: number;
}

interface BookedOrder {
  readonly request: OrderRequest;
  state: OrderState;
  filled: number;
}

/** Where the price of a symbol may be while something is played. */
export interface PriceBounds {
  readonly low: number;
  readonly high: number;
  readonly askLow: number;
  readonly askHigh: number;
}

export interface AuditTerms {
  readonly instruments: ReadonlyMap<SymbolName, Instrument>;
  readonly account: Currency;
  readonly initialBalance: number;
  readonly rates: ConversionRates;
  readonly isNetting: boolean;
  /** Largest slippage, in points. */
  readonly slippagePoints: number;
}

/**
 * Keeps books of its own from what the venue tells, and holds them against what the venue shows. Nothing of it is shared with
 * the venue but the rounding of money.
 */
export class VenueAuditor implements BrokerListener {
  readonly digest = new FillDigest();
  readonly counts: Record<string, number> = {};
  /** Where prices were last; none at the end, where they stand still. */
  readonly bounds = new Map<SymbolName, PriceBounds>();
  readonly #venue: SimulatedVenue;
  readonly #terms: AuditTerms;
  readonly #positions = new Map<string, BookedPosition>();
  readonly #orders = new Map<string, BookedOrder>();
  readonly #groups = new Map<string, string>();
  readonly #dealtAt = new Map<SymbolName, number>();
  #cash: number;
  #net = 0;

  constructor(venue: SimulatedVenue, terms: AuditTerms) {
    this.#venue = venue;
    this.#terms = terms;
    this.#cash = terms.initialBalance;
  }

  /** An order is about to be submitted. */
  expect(request: OrderRequest): void {
    this.#orders.set(request.clientOrderId, { request, state: OrderState.Sending, filled: 0 });
  }

  onOrderUpdate({ clientOrderId, state, code, reason }: OrderUpdate): void {
    const order = this.#orders.get(clientOrderId)!;
    invariant(canFollow(order.state, state), `${clientOrderId} may go from ${order.state} to ${state}`);
    invariant(isFinal(state) === (reason !== '' || code === ReturnCode.Done), `${clientOrderId} ends with a reason`);
    order.state = state;
    this.#count(state === OrderState.Rejected || state === OrderState.Cancelled ? reason : state);
  }

  onRefusal({ request, reason }: { request: string; reason: string }): void {
    this.#count(`${request}: ${reason}`);
  }

  onAccountEvent(event: AccountEvent): void {
    this.#count(event.kind);
    if (event.kind !== 'swap') return;
    this.#cash += event.amount;
    this.#positions.get(event.positionId)!.swap += event.amount;
  }

  onFill(fill: Fill): void {
    this.digest.add(fill);
    invariant(fill.time >= (this.#dealtAt.get(fill.symbol) ?? 0), `${fill.id} comes after the deal before`);
    this.#dealtAt.set(fill.symbol, fill.time);
    this.#cash += fill.profit + fill.commission;
    this.#checkPrice(fill);
    this.#checkOrder(fill);
    if (fill.entry === DealEntry.In) this.#enter(fill);
    else this.#exit(fill);
  }

  onTrade({
    id,
    openTime,
    closeTime,
    positionId,
    split,
    remainingVolume,
    maximumAdverse,
    maximumFavourable,
    exitReason,
  }: Trade): void {
    this.#count(`trade: ${exitReason}`);
    this.#net += split.net;
    invariant(openTime <= closeTime, `${id} ends after it began`);
    const parts = split.price + split.spread + split.slippage + split.commission + split.swap;
    invariant(parts === split.net, `the parts of the profit of ${id} sum to its net`);
    invariant(maximumAdverse <= 0 && maximumFavourable >= 0, `${id} began at nothing`);
    const position = this.#positions.get(positionId)!;
    invariant(Math.abs(position.volume - remainingVolume) < LOTS, `${id} leaves what the fills leave`);
    position.commission -= split.commission;
    position.swap -= split.swap;
    if (remainingVolume > 0) return;
    invariant(position.swap === 0, `the whole swap of ${positionId} went into its trades`);
    this.#positions.delete(positionId);
  }

  /** Whether an order of the group was filled: what joins it later is another group to the venue. */
  isFilled(group: string): boolean {
    return this.#groups.has(group);
  }

  /** After an event: the venue shows what it has told. `isValued`: and has valued its positions at its quotes. */
  check(isValued = true): void {
    const account = this.#venue.account();
    let floating = 0;
    let booked = 0;
    for (const position of this.#venue.positions()) {
      const own = this.#positions.get(position.id)!;
      invariant(Math.abs(own.volume - position.volume) < LOTS, `${position.id} is the sum of its fills`);
      invariant(
        Math.abs(own.openPrice - position.openPrice) < 1e-9,
        `${position.id} opened at the mean of its entries`,
      );
      invariant(own.swap === position.swap, `${position.id} has the swap that was told`);
      const { bid, ask } = this.#venue.quote(position.symbol)!;
      const move = own.isLong ? bid - own.openPrice : own.openPrice - ask;
      const profit = this.#moneyOf(position.symbol, move, own.volume);
      invariant(
        !isValued || Math.abs(profit - position.floatingProfit) <= ROUNDING,
        `${position.id} is valued at the quote`,
      );
      floating += position.floatingProfit;
      booked += position.swap + position.commission;
    }
    invariant(this.#venue.positions().length === this.#positions.size, 'the positions are those of the fills');
    invariant(account.equity === account.balance + floating, 'equity is balance plus floating profit');
    invariant(account.freeMargin === account.equity - account.margin, 'free margin is equity less margin');
    invariant(account.balance === this.#cash, 'the balance is the sum of what was told');
    invariant(
      account.balance === this.#terms.initialBalance + this.#net + booked,
      'the balance is trades and open costs',
    );
    invariant((account.margin === 0) === (this.#positions.size === 0), 'positions need margin, and nothing else does');
    for (const { clientOrderId } of this.#venue.orders()) {
      const { state } = this.#orders.get(clientOrderId)!;
      invariant(state === OrderState.Acknowledged, `${clientOrderId} waits and is ${state}`);
    }
  }

  /** At the end, with nothing open: the balance is the initial one plus the net of every trade. */
  checkFlat(): void {
    const { balance, equity, margin } = this.#venue.account();
    invariant(this.#positions.size === 0 && this.#venue.positions().length === 0, 'nothing is open');
    invariant(this.#venue.orders().length === 0, 'nothing waits');
    invariant(balance === this.#terms.initialBalance + this.#net, 'the balance is the net of the trades');
    invariant(equity === balance && margin === 0, 'a flat account has nothing floating');
    for (const [id, { state }] of this.#orders) invariant(isFinal(state), `${id} has ended, it is ${state}`);
  }

  #count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  #enter({ positionId, symbol, side, volume, price, commission }: Fill): void {
    const isLong = side === Side.Buy;
    const open = this.#positions.get(positionId);
    if (open === undefined) {
      this.#positions.set(positionId, { symbol, isLong, volume, openPrice: price, commission, swap: 0 });
    } else {
      invariant(open.isLong === isLong, `${positionId} grows in its own direction`);
      open.openPrice = (open.openPrice * open.volume + price * volume) / (open.volume + volume);
      open.volume += volume;
      open.commission += commission;
    }
    if (!this.#terms.isNetting) return;
    const ofSymbol = [...this.#positions.values()].filter((position) => position.symbol === symbol);
    invariant(ofSymbol.length === 1, `a netting account has one position of ${symbol}`);
  }

  #exit({ positionId, symbol, side, volume, price, profit, commission }: Fill): void {
    const position = this.#positions.get(positionId)!;
    invariant(position.isLong === (side === Side.Sell), `${positionId} is closed by the other side`);
    invariant(volume <= position.volume + LOTS, `${positionId} is closed as far as it is open`);
    const move = position.isLong ? price - position.openPrice : position.openPrice - price;
    const expected = this.#moneyOf(symbol, move, volume);
    invariant(Math.abs(profit - expected) <= ROUNDING, `${positionId} made ${expected}, booked ${profit}`);
    position.volume -= volume;
    position.commission += commission;
  }

  /** Buyers pay the ask and sellers get the bid of a price that the market had, no worse than by the slippage. */
  #checkPrice({ symbol, side, price, slippage, exitReason }: Fill): void {
    if (exitReason === ExitReason.CloseBy) return;
    const { tickSize } = this.#terms.instruments.get(symbol)!;
    const { bid, ask } = this.#venue.quote(symbol)!;
    const worse = side === Side.Buy ? price - ask : bid - price;
    invariant(
      slippage >= 0 && slippage <= (this.#terms.slippagePoints + 1) * tickSize,
      'slippage is within its bounds',
    );
    invariant(Math.abs(worse - slippage) <= tickSize, `a ${side} at ${price} is the quote ${bid} ${ask} and slippage`);
    const bounds = this.bounds.get(symbol);
    if (bounds === undefined) return;
    const { low, high, askLow, askHigh } = bounds;
    const residue = tickSize / 100;
    invariant(bid >= low - residue && bid <= high + residue, `the bid ${bid} was in the market`);
    invariant(ask >= askLow - residue && ask <= askHigh + residue, `the ask ${ask} was in the market`);
  }

  /** An order is filled at its price or better, no more than asked for, and not after another one of its group. */
  #checkOrder({ clientOrderId, entry, exitReason, volume, price, side }: Fill): void {
    const order = this.#orders.get(clientOrderId)!;
    if (entry === DealEntry.Out && exitReason !== ExitReason.Netting) return;
    const { request } = order;
    order.filled += volume;
    invariant(order.filled <= request.volume + LOTS, `${clientOrderId} is filled up to its volume`);
    if (order.state === OrderState.Filled && order.filled < request.volume - LOTS) {
      invariant(request.filling === 'ioc' || exitReason === ExitReason.Netting, `${clientOrderId} is filled whole`);
    }
    if (request.type === 'limit') {
      const better = side === Side.Buy ? request.price - price : price - request.price;
      invariant(
        better > -1e-9 || this.isChanged(clientOrderId),
        `the limit ${clientOrderId} is filled at its price or better`,
      );
    }
    if (request.ocoGroup === '') return;
    const first = this.#groups.get(request.ocoGroup) ?? clientOrderId;
    invariant(first === clientOrderId, `one order of the group ${request.ocoGroup} is filled`);
    this.#groups.set(request.ocoGroup, clientOrderId);
  }

  /** Orders whose price was changed on the way. */
  isChanged: (clientOrderId: string) => boolean = () => false;

  /** Money of a price move, converted at the side that is worse for the account. */
  #moneyOf(symbol: SymbolName, move: number, volume: number): number {
    const { account, instruments, rates } = this.#terms;
    const { base, quote, contractSize } = instruments.get(symbol)!;
    const { bid, ask, time } = this.#venue.quote(symbol)!;
    const inQuote = move * volume * contractSize * 10 ** minorDigits(account);
    if (quote === account) return roundMinor(inQuote);
    if (base === account) return roundMinor(inQuote / (move > 0 ? ask : bid));
    const rate = rates.rate(quote, account, time)!;
    return roundMinor(inQuote * (move > 0 ? rate.bid : rate.ask));
  }
}
