import type { TradeMessage } from '@pipwright/protocol';
import { civilTime, type ZoneChoice } from '../format/index.ts';

/** Trades opened in one hour of one weekday, on the chosen clock. */
export interface HourCell {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly trades: number;
  readonly won: number;
  /** Minor units. */
  readonly net: number;
}

/** The hours of the week in which trades were opened, in order. */
export function hourCells(trades: readonly TradeMessage[], zone: ZoneChoice): HourCell[] {
  const cells = new Map<number, { weekday: number; hour: number; trades: number; won: number; net: number }>();
  for (const { openTime, split } of trades) {
    const { weekday, hour } = civilTime(openTime, zone);
    const key = weekday * 24 + hour;
    let cell = cells.get(key);
    if (cell === undefined) cells.set(key, (cell = { weekday, hour, trades: 0, won: 0, net: 0 }));
    cell.trades += 1;
    cell.net += split.net;
    if (split.net > 0) cell.won += 1;
  }
  return [...cells.entries()].sort(([a], [b]) => a - b).map(([, cell]) => cell);
}
