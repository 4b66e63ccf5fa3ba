import type { PositionMessage, TradeMessage } from '@pipwright/protocol';
import type { SeriesMarker, UTCTimestamp } from 'lightweight-charts';
import { formatPips } from '../format/index.ts';
import type { ChartColours } from './colours.ts';

interface Execution {
  readonly time: number;
  readonly price: number;
}

/** A trade or open position as the chart marks it. */
export interface TradeMark {
  readonly id: string;
  readonly side: 'buy' | 'sell';
  readonly entry: Execution;
  /** Null while the position is open. */
  readonly exit: Execution | null;
  readonly pips: number | null;
  readonly net: number | null;
}

export function markOfTrade(trade: TradeMessage): TradeMark {
  return {
    id: trade.id,
    side: trade.side,
    entry: { time: trade.openTime, price: trade.openPrice },
    exit: { time: trade.closeTime, price: trade.closePrice },
    pips: trade.pips,
    net: trade.split.net,
  };
}

export function markOfPosition(position: PositionMessage): TradeMark {
  return {
    id: position.id,
    side: position.side,
    entry: { time: position.openTime, price: position.openPrice },
    exit: null,
    pips: null,
    net: null,
  };
}

/**
 * Arrows at entries (up is buy, below the bar; down is sell, above it), dots at exits in the colour of the result.
 * `snap` gives the time of the candle that holds a moment. Markers come out in ascending order of time, as the chart needs.
 */
export function markersOf(
  marks: readonly TradeMark[],
  colours: ChartColours,
  snap: (time: number) => UTCTimestamp,
  texts: boolean,
): SeriesMarker<UTCTimestamp>[] {
  const markers: SeriesMarker<UTCTimestamp>[] = [];
  for (const { id, side, entry, exit, pips, net } of marks) {
    const buy = side === 'buy';
    markers.push({
      id: `${id}-in`,
      time: snap(entry.time),
      position: buy ? 'belowBar' : 'aboveBar',
      shape: buy ? 'arrowUp' : 'arrowDown',
      color: colours.accent,
      size: 1,
    });
    if (exit === null) continue;
    markers.push({
      id: `${id}-out`,
      time: snap(exit.time),
      position: 'atPriceMiddle',
      price: exit.price,
      shape: 'circle',
      color: (net ?? 0) >= 0 ? colours.up : colours.down,
      size: 0.6,
      ...(texts ? { text: formatPips(pips, 'always') } : {}),
    });
  }
  return markers.sort((a, b) => a.time - b.time);
}
