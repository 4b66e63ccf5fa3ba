import { rolloversBetween, tradingDayOpen, type EpochMs, type MinorUnits } from '@pipwright/model';
import { Booking } from '@pipwright/trading';
import { nightsOf, swapAmount } from '../costs/swap.ts';
import type { Announcer } from './announcer.ts';
import type { Market } from './market.ts';
import type { VenueLedger } from './venue-ledger.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Books swap for the rollovers of a market since the last call, up to and including `until`, at the last quote. The money goes
 * to the balance at once; MetaTrader keeps it with the position until that is closed. The equity is the same.
 */
export function bookSwap(market: Market, until: EpochMs, ledger: VenueLedger, announcer: Announcer): void {
  const { bid, ask } = market.quote;
  const { conversion, instrument, minorPerMajor } = market;
  for (const rollover of rolloversBetween(market.swapBookedUntil, until)) {
    const nights = nightsOf(instrument, rollover);
    if (nights === 0) continue;
    const { time } = rollover;
    for (const position of market.positions) {
      const amount = swapAmount(instrument, position, nights, { bid, ask, time, conversion, minorPerMajor });
      position.swap = (position.swap + amount) as MinorUnits;
      ledger.book.book(Booking.Swap, amount);
      announcer.account({ kind: 'swap', time, symbol: position.symbol, positionId: position.id, amount, nights });
    }
  }
  market.swapBookedUntil = until;
  market.nextRollover = tradingDayOpen(until) + DAY_MS;
  ledger.refresh();
}
