import {
  ExitReason,
  Side,
  utcMs,
  type Fraction,
  type Lots,
  type MinorUnits,
  type Price,
  type SymbolName,
  type Trade,
} from '@pipwright/model';

const HOUR_MS = 3_600_000;
/** Monday, 4 February 2019, 8:00 UTC. */
export const MONDAY = utcMs(2019, 2, 4, 8);

/** A trade of half a lot without costs that was opened so many hours after `MONDAY`, and open for so many. */
export function madeTrade(net: number, fromHour: number, hours: number, side: Side = Side.Buy): Trade {
  const minor = (value: number): MinorUnits => value as MinorUnits;
  return {
    id: `${fromHour}`,
    positionId: `${fromHour}`,
    remainingVolume: 0 as Lots,
    symbol: 'EURUSD' as SymbolName,
    side,
    volume: 0.5 as Lots,
    openTime: (MONDAY + fromHour * HOUR_MS) as Trade['openTime'],
    closeTime: (MONDAY + (fromHour + hours) * HOUR_MS) as Trade['closeTime'],
    openPrice: 1.1 as Price,
    closePrice: 1.1 as Price,
    exitReason: net > 0 ? ExitReason.TakeProfit : ExitReason.StopLoss,
    probability: 0.5 as Fraction,
    split: {
      price: minor(net),
      spread: minor(0),
      slippage: minor(0),
      commission: minor(0),
      swap: minor(0),
      net: minor(net),
    },
    maximumAdverse: minor(-20),
    maximumFavourable: minor(40),
  };
}
