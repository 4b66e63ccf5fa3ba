import type { SymbolName } from '@pipwright/model';

/** What an approved order ties up until it has ended or its position is closed. Money in minor units of the account. */
interface Commitment {
  readonly symbol: SymbolName;
  /** Loss at the stop as approved. */
  readonly riskAmount: number;
  readonly marginAmount: number;
  filled: boolean;
  closing: boolean;
}

/** Sums over the commitments of an account, as corrections of what the broker shows. */
export interface CommitmentTotals {
  /** Risk at the stops of open positions and orders in flight; positions that are being closed do not count. */
  openRiskAmount: number;
  /** Margin of orders in flight, less that of positions being closed. */
  marginChange: number;
  /** Orders in flight less positions being closed, of one symbol and in all. */
  positionsOfSymbolChange: number;
  positionsChange: number;
}

/**
 * The approved orders of one account, over all its sessions, by client order id. It knows what the broker cannot show
 * yet (orders in flight) and what it shows for the last time (positions being closed).
 */
export class Commitments {
  readonly #byOrder = new Map<string, Commitment>();

  add(clientOrderId: string, symbol: SymbolName, riskAmount: number, marginAmount: number): void {
    this.#byOrder.set(clientOrderId, { symbol, riskAmount, marginAmount, filled: false, closing: false });
  }

  markFilled(clientOrderId: string): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment !== undefined) commitment.filled = true;
  }

  markClosing(clientOrderId: string): void {
    const commitment = this.#byOrder.get(clientOrderId);
    if (commitment !== undefined) commitment.closing = true;
  }

  remove(clientOrderId: string): void {
    this.#byOrder.delete(clientOrderId);
  }

  totals(symbol: SymbolName): CommitmentTotals {
    const totals = { openRiskAmount: 0, marginChange: 0, positionsOfSymbolChange: 0, positionsChange: 0 };
    for (const commitment of this.#byOrder.values()) {
      if (!commitment.closing) totals.openRiskAmount += commitment.riskAmount;
      const change = commitment.filled ? (commitment.closing ? -1 : 0) : 1;
      totals.marginChange += change * commitment.marginAmount;
      totals.positionsChange += change;
      if (commitment.symbol === symbol) totals.positionsOfSymbolChange += change;
    }
    return totals;
  }
}
