import { ExitReason, type EpochMs } from '@pipwright/model';
import type { Announcer } from './announcer.ts';
import { Manner, type Dealer } from './dealer.ts';
import type { Market } from './market.ts';
import type { VenueLedger } from './venue-ledger.ts';
import type { VenuePosition } from './venue-position.ts';

/**
 * Margin call and stop-out of the account.
 *
 * As in MetaTrader 5, the position with the largest loss is closed first, and the next one only if equity is still below
 * the level. Waiting orders stay: they tie up no margin here. A stop-out closes at the quote, without slippage.
 */
export class MarginWatch {
  readonly stopOutLevel: number;
  readonly #callLevel: number;
  readonly #ledger: VenueLedger;
  readonly #dealer: Dealer;
  readonly #announcer: Announcer;
  readonly #markets: ReadonlyMap<string, Market>;
  #isCalled = false;

  constructor(options: {
    readonly stopOutLevel: number;
    readonly callLevel: number;
    readonly ledger: VenueLedger;
    readonly dealer: Dealer;
    readonly announcer: Announcer;
    readonly markets: ReadonlyMap<string, Market>;
  }) {
    this.stopOutLevel = options.stopOutLevel;
    this.#callLevel = options.callLevel;
    this.#ledger = options.ledger;
    this.#dealer = options.dealer;
    this.#announcer = options.announcer;
    this.#markets = options.markets;
  }

  /** Equity at which positions are closed, in minor units. */
  get stopOutEquity(): number {
    return this.#ledger.state.margin * this.stopOutLevel;
  }

  /** Looks at the account as it is valued now: tells of a margin call, and closes what has to be closed. */
  check(time: EpochMs): void {
    this.#call(time);
    while (this.#ledger.isBelow(this.stopOutLevel)) if (!this.closeWorst(time)) return;
  }

  /** Closes the position with the largest loss; returns `false` where none can be closed. */
  closeWorst(time: EpochMs): boolean {
    this.#call(time);
    const worst = this.#worst();
    if (worst === undefined) return false;
    const market = this.#markets.get(worst.symbol)!;
    const { equity, margin } = this.#ledger.state;
    this.#announcer.account({ kind: 'stop-out', time, symbol: worst.symbol, positionId: worst.id, equity, margin });
    const { bid, ask } = market.quote;
    this.#dealer.close(market, worst, {
      volume: worst.volume,
      quote: worst.isLong ? bid : ask,
      manner: Manner.Limit,
      reason: ExitReason.StopOut,
      clientOrderId: worst.clientOrderId,
      spread: ask - bid,
    });
    return true;
  }

  /** The position with the largest loss, the oldest of equals, among those whose market is in session. */
  #worst(): VenuePosition | undefined {
    let worst: VenuePosition | undefined;
    for (const position of this.#ledger.positions) {
      if (!this.#markets.get(position.symbol)!.isOpen) continue;
      if (worst === undefined || position.floatingProfit < worst.floatingProfit) worst = position;
    }
    return worst;
  }

  /** A breach is told once; it ends when equity is above the level again. */
  #call(time: EpochMs): void {
    if (!this.#ledger.isBelow(this.#callLevel)) {
      this.#isCalled = false;
      return;
    }
    if (this.#isCalled) return;
    this.#isCalled = true;
    const { equity, margin } = this.#ledger.state;
    this.#announcer.account({ kind: 'margin-call', time, equity, margin });
  }
}
