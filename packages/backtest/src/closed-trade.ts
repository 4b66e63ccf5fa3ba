import type { EpochMs, ExitReason, Lots, MinorUnits, Price, Trade } from '@pipwright/model';
import { roundMinor, splitProfit } from '@pipwright/trading';
import type { Market } from './market.ts';
import type { OpenPosition } from './open-position.ts';

/** How a position was closed. */
export interface ExitFill {
  readonly time: EpochMs;
  readonly price: Price;
  readonly reason: ExitReason;
  /** Ask minus bid at the exit. */
  readonly spread: number;
  readonly slippage: number;
  readonly commission: MinorUnits;
  readonly profit: MinorUnits;
}

/** The record of a closed position. Excursions are valued at the rate of the exit. */
export function closedTrade(position: OpenPosition, exit: ExitFill, market: Market): Trade {
  const minorPerPriceUnit = market.minorPerPriceUnit(position, exit.price, exit.time);
  const down = roundMinor((position.lowest - position.openPrice) * minorPerPriceUnit);
  const up = roundMinor((position.highest - position.openPrice) * minorPerPriceUnit);
  return {
    id: position.id,
    positionId: position.id,
    remainingVolume: 0 as Lots,
    symbol: position.symbol,
    side: position.side,
    volume: position.volume,
    openTime: position.openTime,
    closeTime: exit.time,
    openPrice: position.openPrice,
    closePrice: exit.price,
    exitReason: exit.reason,
    probability: position.probability,
    split: splitProfit({
      profit: exit.profit,
      commission: (position.commission + exit.commission) as MinorUnits,
      swap: position.swap,
      spreadDistance: (position.entrySpread + exit.spread) / 2,
      slippageDistance: position.entrySlippage + exit.slippage,
      minorPerPriceUnit,
    }),
    maximumAdverse: position.isLong ? down : roundMinor(-up),
    maximumFavourable: position.isLong ? up : roundMinor(-down),
  };
}
