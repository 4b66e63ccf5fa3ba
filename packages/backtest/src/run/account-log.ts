import type { EpochMs, MinorUnits, SymbolName } from '@pipwright/model';
import type { AccountEvent } from '../venue/venue-options.ts';

/** What happened to the account besides its fills. */
export interface AccountEvents {
  /** Bookings of swap, one for each position and rollover, and their sum. */
  readonly swaps: { readonly count: number; readonly nights: number; readonly amount: MinorUnits };
  readonly marginCalls: readonly { readonly time: EpochMs; readonly equity: MinorUnits; readonly margin: MinorUnits }[];
  readonly stopOuts: readonly {
    readonly time: EpochMs;
    readonly symbol: SymbolName;
    readonly positionId: string;
    readonly equity: MinorUnits;
    readonly margin: MinorUnits;
  }[];
}

/** Gathers the events of an account: bookings of swap as a sum, the rare ones one by one. */
export class AccountLog {
  #swapCount = 0;
  #swapNights = 0;
  #swapAmount = 0;
  readonly #marginCalls: AccountEvents['marginCalls'][number][] = [];
  readonly #stopOuts: AccountEvents['stopOuts'][number][] = [];

  add(event: AccountEvent): void {
    switch (event.kind) {
      case 'swap':
        this.#swapCount++;
        this.#swapNights += event.nights;
        this.#swapAmount += event.amount;
        return;
      case 'margin-call':
        this.#marginCalls.push({ time: event.time, equity: event.equity, margin: event.margin });
        return;
      case 'stop-out': {
        const { time, symbol, positionId, equity, margin } = event;
        this.#stopOuts.push({ time, symbol, positionId, equity, margin });
      }
    }
  }

  events(): AccountEvents {
    return {
      swaps: { count: this.#swapCount, nights: this.#swapNights, amount: this.#swapAmount as MinorUnits },
      marginCalls: this.#marginCalls,
      stopOuts: this.#stopOuts,
    };
  }
}
