import {
  DealEntry,
  Side,
  type EpochMs,
  type ExitReason,
  type Fill,
  type Lots,
  type MinorUnits,
  type Price,
  type Trade,
} from '@pipwright/model';
import { roundMinor, splitProfit } from '@pipwright/trading';
import type { VenuePosition } from './venue-position.ts';

/** A part of a position that was opened or closed by one deal. */
export interface DealFigures {
  readonly clientOrderId: string;
  readonly time: EpochMs;
  readonly volume: Lots;
  readonly price: Price;
  readonly slippage: number;
  readonly commission: MinorUnits;
}

/** How a part of a position was closed. */
export interface ExitFigures extends DealFigures {
  readonly reason: ExitReason;
  /** Ask minus bid at the exit; 0 where none was paid. */
  readonly spread: number;
  readonly profit: MinorUnits;
  /** Shares of this part in what the position has booked so far. */
  readonly entryCommission: MinorUnits;
  readonly swap: MinorUnits;
  /** Minor units of the account for a move of one price unit of this part. */
  readonly moneyPerPriceUnit: number;
}

export function entryFill(position: VenuePosition, deal: DealFigures): Fill {
  const number = ++position.dealsIn;
  return {
    id: number === 1 ? `${position.id}/in` : `${position.id}/in${number}`,
    clientOrderId: deal.clientOrderId,
    positionId: position.id,
    symbol: position.symbol,
    time: deal.time,
    side: position.side,
    entry: DealEntry.In,
    volume: deal.volume,
    price: deal.price,
    slippage: deal.slippage,
    commission: deal.commission,
    profit: 0 as MinorUnits,
    exitReason: null,
  };
}

export function exitFill(position: VenuePosition, exit: ExitFigures): Fill {
  const number = ++position.dealsOut;
  return {
    id: number === 1 ? `${position.id}/out` : `${position.id}/out${number}`,
    clientOrderId: exit.clientOrderId,
    positionId: position.id,
    symbol: position.symbol,
    time: exit.time,
    side: position.isLong ? Side.Sell : Side.Buy,
    entry: DealEntry.Out,
    volume: exit.volume,
    price: exit.price,
    slippage: exit.slippage,
    commission: exit.commission,
    profit: exit.profit,
    exitReason: exit.reason,
  };
}

/** The record of a closed part; `position` is what is left after it. Excursions are valued at the rate of the exit. */
export function closedTrade(position: VenuePosition, exit: ExitFigures): Trade {
  const part = ++position.parts;
  const { moneyPerPriceUnit, volume } = exit;
  const down = roundMinor((position.lowest - position.openPrice) * moneyPerPriceUnit);
  const up = roundMinor((position.highest - position.openPrice) * moneyPerPriceUnit);
  return {
    id: part === 1 ? position.id : `${position.id}/${part}`,
    positionId: position.id,
    remainingVolume: position.volume,
    symbol: position.symbol,
    side: position.side,
    volume,
    openTime: position.openTime,
    closeTime: exit.time,
    openPrice: position.openPrice,
    closePrice: exit.price,
    exitReason: exit.reason,
    probability: position.probability,
    split: splitProfit({
      profit: exit.profit,
      commission: (exit.entryCommission + exit.commission) as MinorUnits,
      swap: exit.swap,
      spreadDistance: (position.entrySpread + exit.spread) / 2,
      slippageDistance: position.entrySlippage + exit.slippage,
      minorPerPriceUnit: moneyPerPriceUnit,
    }),
    maximumAdverse: position.isLong ? down : roundMinor(-up),
    maximumFavourable: position.isLong ? up : roundMinor(-down),
  };
}
