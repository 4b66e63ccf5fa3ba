import { DealEntry, Side, type Fill, type MinorUnits } from '@pipwright/model';
import type { ExitFill } from './closed-trade.ts';
import type { OpenPosition } from './open-position.ts';

/** The deal that opened a position. One order has one deal in and one out, so that its id names them. */
export function entryDeal(position: OpenPosition): Fill {
  return {
    id: `${position.id}/in`,
    clientOrderId: position.clientOrderId,
    positionId: position.id,
    symbol: position.symbol,
    time: position.openTime,
    side: position.side,
    entry: DealEntry.In,
    volume: position.volume,
    price: position.openPrice,
    slippage: position.entrySlippage,
    commission: position.commission,
    profit: 0 as MinorUnits,
    exitReason: null,
  };
}

/** The deal that closed a position. */
export function exitDeal(position: OpenPosition, exit: ExitFill): Fill {
  return {
    id: `${position.id}/out`,
    clientOrderId: position.clientOrderId,
    positionId: position.id,
    symbol: position.symbol,
    time: exit.time,
    side: position.isLong ? Side.Sell : Side.Buy,
    entry: DealEntry.Out,
    volume: position.volume,
    price: exit.price,
    slippage: exit.slippage,
    commission: exit.commission,
    profit: exit.profit,
    exitReason: exit.reason,
  };
}
