import {
  tradingDayOpen,
  type ExitReason,
  type Fraction,
  type Lots,
  type MinorUnits,
  type Price,
} from '@pipwright/model';
import { invariant } from '@pipwright/kernel';
import { Booking, roundMinor } from '@pipwright/trading';
import type { Announcer } from './announcer.ts';
import type { Market } from './market.ts';
import { closedTrade, entryFill, exitFill } from './records.ts';
import type { DealTerms, VenueLedger } from './venue-ledger.ts';
import type { VenueOrder } from './venue-order.ts';
import type { PathSource } from './venue-options.ts';
import { VenuePosition } from './venue-position.ts';

const DAY_MS = 24 * 3_600_000;

/** How a deal comes about, which decides whether its price slips. */
export const Manner = {
  /** At its price or better: never worse than the quote. */
  Limit: 'limit',
  Market: 'market',
  /** A stop that was reached. */
  Stop: 'stop',
} as const;
export type Manner = (typeof Manner)[keyof typeof Manner];

/** An entry as it would be booked. */
export interface Entry extends DealTerms {
  readonly price: Price;
  readonly slippage: number;
  /** Of the open position on the other side, lots that it closes first. */
  readonly closes: number;
}

/** What a closing is asked to do. */
export interface Closing {
  readonly volume: number;
  /** Price before slippage. */
  readonly quote: number;
  readonly manner: Manner;
  readonly reason: ExitReason;
  /** The order behind it: of a netting account the one that reduces the position, else the position's own. */
  readonly clientOrderId: string;
  /** Ask minus bid, half of which the exit pays; 0 for positions closed by each other. */
  readonly spread: number;
}

/**
 * Carries deals out: prices them, books their money, changes the positions, and tells the listeners. What may be dealt at
 * all is decided elsewhere.
 */
export class Dealer {
  readonly sources: Record<PathSource, number> = { ticks: 0, 'smaller-candles': 0, rule: 0, open: 0 };
  readonly #ledger: VenueLedger;
  readonly #announcer: Announcer;
  readonly #isNetting: boolean;

  constructor(ledger: VenueLedger, announcer: Announcer, isNetting: boolean) {
    this.#ledger = ledger;
    this.#announcer = announcer;
    this.#isNetting = isNetting;
  }

  /** Prices `volume` lots of an order at a quote. */
  price(market: Market, order: VenueOrder, at: { volume: number; quote: number; manner: Manner }): Entry {
    const { isBuy } = order;
    const slippage = at.manner === Manner.Limit ? 0 : market.slippage(at.volume, at.manner === Manner.Stop);
    const price = market.slipped(at.quote, isBuy, slippage);
    const held = this.#heldAgainst(market, order);
    const closes = held === undefined ? 0 : Math.min(at.volume, held.volume);
    const volume = lots(at.volume - closes);
    const notional = market.notional(volume, price);
    return {
      isLong: isBuy,
      volume,
      price,
      slippage: market.slippageBetween(at.quote, price, isBuy),
      notional,
      margin: notional / market.instrument.margin.leverage,
      commission: volume > 0 ? market.commission(volume, notional) : (0 as MinorUnits),
      closes,
    };
  }

  /** Whether the account can carry what an entry opens. */
  canCarry(market: Market, entry: Entry): boolean {
    return entry.volume === 0 || this.#ledger.canCarry(market, entry, entry.closes > 0);
  }

  /** Books an entry: closes what stands against it, then opens a position or enlarges the one that it belongs to. */
  enter(market: Market, order: VenueOrder, entry: Entry, reason: ExitReason): void {
    if (entry.closes > 0) {
      const held = this.#heldAgainst(market, order)!;
      const { closes: volume, price, slippage } = entry;
      this.#exit(market, held, {
        volume,
        price,
        slippage,
        reason,
        clientOrderId: order.clientOrderId,
        spread: market.quote.ask - market.quote.bid,
      });
      order.positionId = held.id;
    }
    if (entry.volume === 0) return;
    const own = this.#held(market, order);
    const position = own ?? this.#open(market, order, entry);
    if (own !== undefined) enlarge(position, entry, market);
    if (own === undefined || this.#isNetting) setLevels(market, position, order, entry.price);
    order.positionId = position.id;
    position.margin += entry.margin;
    position.notional += entry.notional;
    position.commission = (position.commission + entry.commission) as MinorUnits;
    position.inside = market.isWalking;
    position.pass = market.pass;
    this.#ledger.book.book(Booking.Commission, entry.commission);
    this.#ledger.settleDeal(market, entry);
    this.sources[market.source]++;
    const { clientOrderId } = order;
    const { time } = market.quote;
    this.#announcer.fill(entryFill(position, { ...entry, clientOrderId, time, volume: entry.volume as Lots }));
  }

  /** Closes `closing.volume` lots of a position. */
  close(market: Market, position: VenuePosition, closing: Closing): void {
    const buys = !position.isLong;
    const slippage =
      closing.manner === Manner.Limit ? 0 : market.slippage(closing.volume, closing.manner === Manner.Stop);
    const price = market.slipped(closing.quote, buys, slippage);
    this.#exit(market, position, { ...closing, price, slippage: market.slippageBetween(closing.quote, price, buys) });
  }

  #exit(
    market: Market,
    position: VenuePosition,
    exit: Omit<Closing, 'quote' | 'manner'> & { price: Price; slippage: number },
  ): void {
    const { price } = exit;
    const isWhole = lots(exit.volume) >= position.volume;
    const volume = isWhole ? position.volume : lots(exit.volume);
    const share = isWhole ? 1 : volume / position.volume;
    const move = position.isLong ? price - position.openPrice : position.openPrice - price;
    const notional = market.notional(volume, price);
    const figures = {
      ...exit,
      time: market.quote.time,
      volume,
      profit: market.profitOf(move, volume),
      commission: market.commission(volume, notional),
      entryCommission: shareOf(position.commission, share),
      swap: shareOf(position.swap, share),
      moneyPerPriceUnit: market.moneyPerPriceUnit(volume, move > 0),
    };
    position.observe(price, price);
    position.commission = (position.commission - figures.entryCommission) as MinorUnits;
    position.swap = (position.swap - figures.swap) as MinorUnits;
    position.margin -= position.margin * share;
    position.notional -= position.notional * share;
    position.volume = lots(position.volume - volume);
    if (position.volume > 0 === isWhole)
      invariant(false, `${position.id} is closed exactly when nothing is left of it`);
    const { book } = this.#ledger;
    book.book(Booking.Profit, figures.profit);
    book.book(Booking.Commission, figures.commission);
    if (isWhole) this.#ledger.remove(market, position);
    this.#ledger.settleDeal(market, { isLong: position.isLong, volume: -volume, notional });
    this.sources[market.source]++;
    const fill = exitFill(position, figures);
    const trade = closedTrade(position, figures);
    this.#announcer.fill(fill);
    this.#announcer.trade(trade);
  }

  #open(market: Market, order: VenueOrder, { volume, price, slippage }: Entry): VenuePosition {
    const { approved, clientOrderId, symbol, isBuy } = order;
    const { time, bid, ask } = market.quote;
    order.positions++;
    const position = new VenuePosition({
      // One order opens one position, unless that is closed before the rest of the order is filled.
      id: order.positions === 1 ? clientOrderId : `${clientOrderId}~${order.positions}`,
      clientOrderId,
      symbol,
      isLong: isBuy,
      volume: volume as Lots,
      price,
      time,
      exitTime: approved.request.exitTime,
      probability: approved.probability as Fraction,
    });
    position.entrySpread = ask - bid;
    position.entrySlippage = slippage;
    if (market.positions.length === 0) startSwap(market);
    this.#ledger.add(market, position);
    return position;
  }

  /** The open position that an order adds to. */
  #held(market: Market, order: VenueOrder): VenuePosition | undefined {
    if (this.#isNetting) return market.positions[0];
    return order.positionId === '' ? undefined : market.positions.find(({ id }) => id === order.positionId);
  }

  /** The open position that an order of a netting account closes first. */
  #heldAgainst(market: Market, order: VenueOrder): VenuePosition | undefined {
    const held = this.#isNetting ? market.positions[0] : undefined;
    return held === undefined || held.isLong === order.isBuy ? undefined : held;
  }
}

/** A sum of lots or a difference, without the residue of binary fractions. */
export function lots(volume: number): Lots {
  return (Math.round(volume * 1e8) / 1e8) as Lots;
}

/** The share of a part in money that was booked for the whole; the last part gets the rest, so that no cent is lost. */
function shareOf(amount: MinorUnits, share: number): MinorUnits {
  return share === 1 ? amount : roundMinor(amount * share);
}

function startSwap(market: Market): void {
  market.swapBookedUntil = market.swapFrom;
  market.nextRollover = market.booksSwap ? tradingDayOpen(market.swapFrom) + DAY_MS : Number.POSITIVE_INFINITY;
}

/** Adds to a position. Its price becomes the mean by volume; the excursions keep their money. */
function enlarge(position: VenuePosition, entry: Entry, market: Market): void {
  const before = position.volume;
  const after = lots(before + entry.volume);
  invariant(after > before, `position ${position.id} grows by a deal`);
  const share = before / after;
  const { bid, ask } = market.quote;
  const mean = position.openPrice * share + entry.price * (1 - share);
  position.lowest = mean + (position.lowest - position.openPrice) * share;
  position.highest = mean + (position.highest - position.openPrice) * share;
  position.entrySpread = position.entrySpread * share + (ask - bid) * (1 - share);
  position.entrySlippage = position.entrySlippage * share + entry.slippage * (1 - share);
  position.openPrice = mean as Price;
  position.volume = after;
}

/**
 * Sets stop-loss, take-profit and trailing as the order has them. On a netting account the last order decides, and an order
 * without levels clears them, as in MetaTrader 5.
 */
function setLevels(market: Market, position: VenuePosition, order: VenueOrder, fillPrice: Price): void {
  const from = order.levelsFrom(fillPrice);
  const { stopLossDistance, takeProfitDistance } = order;
  const { isLong } = position;
  position.stopLoss = (stopLossDistance === 0 ? 0 : market.slipped(from, isLong, -stopLossDistance)) as Price;
  position.takeProfit = (takeProfitDistance === 0 ? 0 : market.slipped(from, isLong, takeProfitDistance)) as Price;
  position.trailingDistance = order.trailingDistance;
  position.trailed = false;
  position.exitTime = order.approved.request.exitTime;
}
