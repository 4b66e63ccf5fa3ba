import { ExecutionMode, ExitReason, roundDownToVolumeStep, roundToTick } from '@pipwright/model';
import type { PositionChange } from '@pipwright/trading';
import type { Announcer } from './announcer.ts';
import { lots, Manner, type Dealer } from './dealer.ts';
import type { Market } from './market.ts';
import { isPositionFrozen, isVolume, refusalOfNewLevels } from './order-rules.ts';
import { Refusals, type Refusal } from './refusals.ts';
import type { VenuePosition } from './venue-position.ts';
import type { VenueRequest } from './venue-request.ts';

type CloseRequest = Extract<VenueRequest, { kind: 'close-position' }>;

/** Closes and changes positions on request, by the rules of the symbol. */
export class PositionDesk {
  readonly #dealer: Dealer;
  readonly #announcer: Announcer;
  readonly #isNetting: boolean;

  constructor(dealer: Dealer, announcer: Announcer, isNetting: boolean) {
    this.#dealer = dealer;
    this.#announcer = announcer;
    this.#isNetting = isNetting;
  }

  /** A request to close has arrived. The rest of a stop goes through whatever the rules say, but for the session. */
  close(market: Market, request: CloseRequest): Refusal | null {
    const position = find(market, request.id);
    if (position === undefined) return request.isRest ? null : Refusals.PositionClosed;
    position.closing = false;
    if (!market.isOpen && request.isRest) {
      this.#closeRest(market, position, request.volume, request.reason);
      return null;
    }
    const refusal = request.isRest ? null : this.#refusalOfClosing(market, position, request.volume);
    if (refusal !== null) return refusal;
    const volume = request.volume === 0 ? position.volume : Math.min(request.volume, position.volume);
    this.closeAtQuote(market, position, { volume, reason: request.reason, manner: Manner.Market });
    return null;
  }

  /**
   * Closes so many lots at the present quote, as far as the depth allows. What a limit cannot get stays as it is; the rest of
   * anything else is closed at the next prices.
   */
  closeAtQuote(
    market: Market,
    position: VenuePosition,
    closing: { readonly volume: number; readonly reason: ExitReason; readonly manner: Manner },
  ): void {
    const { bid, ask } = market.quote;
    const isWhole = market.depthLeft >= closing.volume;
    const volume = isWhole ? closing.volume : roundDownToVolumeStep(market.instrument, market.depthLeft);
    if (volume > 0) {
      market.depthLeft -= volume;
      this.#dealer.close(market, position, {
        volume,
        quote: position.isLong ? bid : ask,
        manner: closing.manner,
        reason: closing.reason,
        clientOrderId: position.clientOrderId,
        spread: ask - bid,
      });
    }
    if (isWhole) return;
    if (volume > 0) this.#announcer.totals.partialFills++;
    position.blockedIn = market.event;
    if (closing.manner === Manner.Limit) return;
    this.#closeRest(market, position, lots(closing.volume - volume), closing.reason);
  }

  /**
   * Closes two positions against each other: the first at the opening price of the second, which takes the whole profit, and
   * the second at its own, as MetaTrader 5 books it. No spread is paid and nothing slips; both deals pay commission.
   */
  closeBy(market: Market, id: string, oppositeId: string): Refusal | null {
    if (this.#isNetting) return Refusals.NettingAccount;
    const position = find(market, id);
    const opposite = find(market, oppositeId);
    if (position === undefined || opposite === undefined) return Refusals.PositionClosed;
    if (position.isLong === opposite.isLong) return Refusals.NotOpposite;
    if (!market.isOpen) return Refusals.MarketClosed;
    if (isPositionFrozen(position, market) || isPositionFrozen(opposite, market)) return Refusals.Frozen;
    const volume = Math.min(position.volume, opposite.volume);
    const quote = opposite.openPrice;
    for (const each of [position, opposite]) {
      this.#dealer.close(market, each, {
        volume,
        quote,
        manner: Manner.Limit,
        reason: ExitReason.CloseBy,
        clientOrderId: each.clientOrderId,
        spread: 0,
      });
    }
    return null;
  }

  modify(market: Market, id: string, change: PositionChange): Refusal | null {
    const position = find(market, id);
    if (position === undefined) return Refusals.PositionClosed;
    if (!market.isOpen) return Refusals.MarketClosed;
    if (isPositionFrozen(position, market)) return Refusals.Frozen;
    const { instrument } = market;
    const stopLoss = roundToTick(instrument, change.stopLoss ?? position.stopLoss);
    const takeProfit = roundToTick(instrument, change.takeProfit ?? position.takeProfit);
    const trailingDistance = change.trailingDistance ?? position.trailingDistance;
    const isSame =
      stopLoss === position.stopLoss &&
      takeProfit === position.takeProfit &&
      trailingDistance === position.trailingDistance;
    if (isSame) return Refusals.NoChanges;
    const refusal = refusalOfNewLevels(position, { stopLoss, takeProfit, trailingDistance }, market);
    if (refusal !== null) return refusal;
    if (stopLoss !== position.stopLoss) position.trailed = false;
    position.stopLoss = stopLoss;
    position.takeProfit = takeProfit;
    position.trailingDistance = trailingDistance;
    market.levels.isStale = true;
    return null;
  }

  #refusalOfClosing(market: Market, position: VenuePosition, volume: number): Refusal | null {
    if (!market.isOpen) return Refusals.MarketClosed;
    if (isPositionFrozen(position, market)) return Refusals.Frozen;
    const isPart = volume !== 0 && volume !== position.volume;
    if (isPart && (volume > position.volume || !isVolume(market.instrument, volume)))
      return Refusals.InvalidCloseVolume;
    const fate = market.execution.fate();
    if (fate === 'reject') return Refusals.Reject;
    if (fate === 'requote' && market.instrument.execution === ExecutionMode.Instant) return Refusals.Requote;
    return null;
  }

  #closeRest(market: Market, position: VenuePosition, volume: number, reason: ExitReason): void {
    position.closing = true;
    market.requests.push({
      kind: 'close-position',
      id: position.id,
      reason,
      volume,
      isRest: true,
      arrival: market.quote.time,
      queuedIn: market.event,
    });
  }
}

function find(market: Market, id: string): VenuePosition | undefined {
  return market.positions.find((position) => position.id === id);
}
