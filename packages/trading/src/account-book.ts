import type { Currency, MinorUnits } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';

/** What money was booked for. */
export const Booking = { Profit: 'profit', Commission: 'commission', Swap: 'swap', Transfer: 'transfer' } as const;
export type Booking = (typeof Booking)[keyof typeof Booking];

/**
 * The money of one account in whole minor units. The balance changes by bookings alone, and after each one it is checked
 * to be the initial balance plus every booked item.
 */
export class AccountBook {
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  #balance: number;
  #profit = 0;
  #commission = 0;
  #swap = 0;
  #transfer = 0;

  constructor(code: Currency, initialBalance: MinorUnits) {
    invariant(Number.isSafeInteger(initialBalance), 'the initial balance is a whole number of minor units');
    this.currency = code;
    this.initialBalance = initialBalance;
    this.#balance = initialBalance;
  }

  get balance(): MinorUnits {
    return this.#balance as MinorUnits;
  }

  /** Sum of everything booked for one purpose. */
  total(booking: Booking): MinorUnits {
    switch (booking) {
      case Booking.Profit:
        return this.#profit as MinorUnits;
      case Booking.Commission:
        return this.#commission as MinorUnits;
      case Booking.Swap:
        return this.#swap as MinorUnits;
      case Booking.Transfer:
        return this.#transfer as MinorUnits;
    }
  }

  /** Books an amount; negative is paid by the account. Throws `INVARIANT_BROKEN` on a fraction of a minor unit. */
  book(booking: Booking, amount: MinorUnits): void {
    if (!Number.isSafeInteger(amount)) invariant(false, `booked ${booking} of ${amount} is whole minor units`);
    this.#balance += amount;
    if (booking === Booking.Profit) this.#profit += amount;
    else if (booking === Booking.Commission) this.#commission += amount;
    else if (booking === Booking.Swap) this.#swap += amount;
    else this.#transfer += amount;
    const expected = this.initialBalance + this.#profit + this.#commission + this.#swap + this.#transfer;
    if (this.#balance !== expected) invariant(false, `balance ${this.#balance} equals all bookings ${expected}`);
  }
}
