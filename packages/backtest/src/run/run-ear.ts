import type { Fill, SymbolName, Trade } from '@pipwright/model';
import type { BrokerListener } from '@pipwright/trading';
import { FillDigest } from '../fill-digest.ts';

/** Hears the venue of a run: what its result holds of fills and trades. */
export class RunEar implements BrokerListener {
  readonly trades: Trade[] = [];
  readonly fillsBySymbol = new Map<SymbolName, number>();
  partialCloses = 0;
  readonly #digest = new FillDigest();

  /** SHA-256 over the fills. Ends it. */
  digest(): string {
    return this.#digest.finish();
  }

  onOrderUpdate(): void {
    // Orders are the sessions' affair.
  }

  onFill(fill: Fill): void {
    this.#digest.add(fill);
    this.fillsBySymbol.set(fill.symbol, (this.fillsBySymbol.get(fill.symbol) ?? 0) + 1);
  }

  onTrade(trade: Trade): void {
    this.trades.push(trade);
    if (trade.remainingVolume > 0) this.partialCloses++;
  }
}
