import type { PositionMessage } from '@pipwright/protocol';
import { LineStyle, type CreatePriceLineOptions } from 'lightweight-charts';
import { formatLots } from '../format/index.ts';
import type { ChartColours } from './colours.ts';

/** A horizontal line on the price chart. */
export interface Level {
  readonly kind: 'entry' | 'stop' | 'target' | 'support' | 'resistance';
  readonly price: number;
  readonly title: string;
}

/** Entry, stop loss and take profit of the open positions. */
export function levelsOf(positions: readonly PositionMessage[]): Level[] {
  return positions.flatMap((position) => [
    {
      kind: 'entry',
      price: position.openPrice,
      title: `${position.side === 'buy' ? '▲' : '▼'} ${formatLots(position.volume)}`,
    },
    { kind: 'stop', price: position.stopLoss, title: 'S/L' },
    { kind: 'target', price: position.takeProfit, title: 'T/P' },
  ]);
}

/** The lines in the chart's terms. Told apart by title and dash as well as by colour. */
export function levelLines(levels: readonly Level[], colours: ChartColours): CreatePriceLineOptions[] {
  const look = {
    entry: { color: colours.accent, lineStyle: LineStyle.Solid },
    stop: { color: colours.down, lineStyle: LineStyle.Dashed },
    target: { color: colours.up, lineStyle: LineStyle.Dotted },
    support: { color: colours.up, lineStyle: LineStyle.LargeDashed },
    resistance: { color: colours.down, lineStyle: LineStyle.LargeDashed },
  };
  return levels.map(({ kind, price, title }) => ({
    price,
    title,
    ...look[kind],
    lineWidth: 1,
    axisLabelVisible: true,
  }));
}
