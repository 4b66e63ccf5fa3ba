import { cell, text, type PlotOptions } from '@observablehq/plot';
import type { TradeMessage } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable, Signed } from '../components/index.ts';
import { formatCount, formatMoney, formatPercent, weekdayName, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { hourCells, type HourCell } from './hour-cells.ts';
import { PlotFigure } from './plot-figure.tsx';
import { faint } from './plot-parts.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Monday first; the market opens on Sunday evening, which then stands last. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];
const FULL = 0.85;

function hourPlot(cells: readonly HourCell[], money: MoneyStyle, width: number, colours: ChartColours): PlotOptions {
  const sizes = cells.map(({ net }) => Math.abs(net)).sort((a, b) => a - b);
  const most = sizes[Math.floor((sizes.length - 1) * 0.9)] ?? 0;
  const days = WEEKDAYS.filter((day) => cells.some(({ weekday }) => weekday === day));
  const wide = width > 620;
  return {
    height: 34 + days.length * 30,
    marginLeft: 40,
    marginTop: 4,
    x: { domain: HOURS, label: null, tickSize: 0, ...(wide ? {} : { ticks: HOURS.filter((hour) => hour % 3 === 0) }) },
    y: { domain: days, label: null, tickFormat: weekdayName, tickSize: 0 },
    marks: [
      cell(
        days.flatMap((weekday) => HOURS.map((hour) => ({ weekday, hour }))),
        { x: 'hour', y: 'weekday', fill: colours.grid, inset: 1 },
      ),
      cell(cells, {
        x: 'hour',
        y: 'weekday',
        inset: 1,
        fill: ({ net }: HourCell) =>
          faint(net >= 0 ? colours.up : colours.down, most === 0 ? 0 : Math.min(1, Math.abs(net) / most) * FULL),
        title: ({ weekday, hour, trades, net }: HourCell) =>
          `${weekdayName(weekday)} ${hour}:00, ${trades} trades, ${formatMoney(net, money.minorDigits, 'always')} ${money.currency}`,
      }),
      ...(wide
        ? [
            text(cells, {
              x: 'hour',
              y: 'weekday',
              text: ({ net, trades }: HourCell) => `${net > 0 ? '+' : net < 0 ? '−' : ''}${trades}`,
              fill: colours.ink,
              fontSize: 11,
            }),
          ]
        : []),
    ],
  };
}

interface HourGridProps {
  readonly trades: readonly TradeMessage[];
  readonly money: MoneyStyle;
}

/** Net profit by weekday and hour of entry, on the chosen clock. */
export function HourGrid({ trades, money }: HourGridProps): ReactElement | null {
  const { zone } = usePreferences().preferences;
  const cells = useMemo(() => hourCells(trades, zone), [trades, zone]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => hourPlot(cells, money, width, colours),
    [cells, money],
  );
  if (cells.length === 0) return null;
  const summary =
    'Net profit by weekday and hour of entry on the chosen clock: the colour says how much, the sign whether it was won, the number how many trades.';
  return (
    <ChartFrame
      title="Hours of the week"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption="Net profit by weekday and hour of entry"
          rows={cells}
          rowKey={({ weekday, hour }) => `${weekday}-${hour}`}
          columns={[
            {
              key: 'when',
              label: 'Entry',
              cell: ({ weekday, hour }) => `${weekdayName(weekday)} ${String(hour).padStart(2, '0')}:00`,
            },
            {
              key: 'trades',
              label: 'Trades',
              cell: (one) => formatCount(one.trades),
              sortValue: (one) => one.trades,
              numeric: true,
            },
            { key: 'won', label: 'Won', cell: (one) => formatPercent(one.won / one.trades), numeric: true },
            {
              key: 'net',
              label: `Net ${money.currency}`,
              cell: ({ net }) => <Signed value={net} text={formatMoney(net, money.minorDigits, 'always')} />,
              sortValue: ({ net }) => net,
              numeric: true,
            },
          ]}
        />
      )}
    />
  );
}
