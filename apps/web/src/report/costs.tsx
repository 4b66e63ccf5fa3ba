import { axisX, barX, ruleX, text, type PlotOptions } from '@observablehq/plot';
import type { ReportDocument } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import { ChartFrame } from '../charts/index.ts';
import type { ChartColours } from '../charts/colours.ts';
import { DataTable, Signed } from '../components/index.ts';
import { formatMoney, formatNumber, type MoneyStyle } from '../format/index.ts';
import { PlotFigure } from './plot-figure.tsx';
import { waterfallBars, type WaterfallBar } from './waterfall-steps.ts';

interface CostsProps {
  readonly waterfall: ReportDocument['waterfall'];
  readonly money: MoneyStyle;
}

function waterfallPlot(
  bars: readonly WaterfallBar[],
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const scale = 10 ** money.minorDigits;
  const fill = ({ total, amount }: WaterfallBar): string =>
    total ? colours.accent : amount >= 0 ? colours.up : colours.down;
  const highest = (bar: WaterfallBar): number => Math.max(bar.from, bar.to, 0) / scale;
  return {
    height: 46 + bars.length * 34,
    marginLeft: 128,
    marginRight: 96,
    marginTop: 4,
    x: { label: null, nice: true },
    y: { label: null, domain: bars.map(({ name }) => name) },
    marks: [
      axisX({ ticks: width < 480 ? 2 : 5, tickFormat: (value: number) => formatNumber(value, 0), label: null }),
      barX(bars, {
        y: 'name',
        x1: (bar: WaterfallBar) => bar.from / scale,
        x2: (bar: WaterfallBar) => bar.to / scale,
        fill,
        insetTop: 4,
        insetBottom: 4,
      }),
      ruleX([0], { stroke: colours.muted }),
      text(bars, {
        y: 'name',
        x: highest,
        text: (bar: WaterfallBar) => formatMoney(bar.amount, money.minorDigits, 'always'),
        textAnchor: 'start',
        dx: 6,
        fill: colours.ink,
      }),
    ],
  };
}

/** From the profit of the price moves to what is left after every cost. */
export function Costs({ waterfall, money }: CostsProps): ReactElement {
  const bars = useMemo(() => waterfallBars(waterfall), [waterfall]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => waterfallPlot(bars, money, width, colours),
    [bars, money],
  );
  const amount = (minor: number): string => formatMoney(minor, money.minorDigits, 'always');
  const summary = `In ${money.currency}: ${bars.map(({ name, amount: part }) => `${name} ${amount(part)}`).join(', ')}.`;
  return (
    <ChartFrame
      title={`From gross to net (${money.currency})`}
      summary={summary}
      chart={<PlotFigure label={summary} draw={draw} />}
      table={() => (
        <DataTable
          caption="Costs"
          rows={bars}
          rowKey={(bar) => bar.name}
          columns={[
            { key: 'name', label: 'Step', cell: (bar) => bar.name },
            {
              key: 'amount',
              label: money.currency,
              cell: (bar) => <Signed value={bar.amount} text={amount(bar.amount)} />,
              numeric: true,
            },
          ]}
        />
      )}
    />
  );
}
