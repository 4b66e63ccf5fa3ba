import type { MinorUnits, ProfitSplit } from '@pipwright/model';
import { invariant } from '@pipwright/kernel';
import { roundMinor } from './money.ts';

/** What a closed position booked, and the price differences that its two fills paid. */
export interface ClosedFigures {
  /** Booked profit of the price move between the fills. */
  readonly profit: MinorUnits;
  readonly commission: MinorUnits;
  readonly swap: MinorUnits;
  /** Half spreads paid at entry and exit together, in price units. */
  readonly spreadDistance: number;
  /** Slippage at entry and exit together, in price units; positive is worse. */
  readonly slippageDistance: number;
  /** Minor units of the account for a move of one price unit of the whole position. */
  readonly minorPerPriceUnit: number;
}

/**
 * Splits the net profit of a closed position into where it came from. Spread and slippage are rounded; the part of the
 * mid price takes what rounding leaves, so that the parts sum to the net to the minor unit.
 */
export function splitProfit(closed: ClosedFigures): ProfitSplit {
  const spread = roundMinor(-closed.spreadDistance * closed.minorPerPriceUnit);
  const slippage = roundMinor(-closed.slippageDistance * closed.minorPerPriceUnit);
  const price = (closed.profit - spread - slippage) as MinorUnits;
  const net = (closed.profit + closed.commission + closed.swap) as MinorUnits;
  if (price + spread + slippage + closed.commission + closed.swap !== net) {
    invariant(false, `the parts of a profit sum to its net ${net}`);
  }
  return { price, spread, slippage, commission: closed.commission, swap: closed.swap, net };
}
