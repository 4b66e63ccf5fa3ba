import { dot, link, ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { TradeMessage } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable } from '../components/index.ts';
import { formatCount, formatMoney, plural, type MoneyStyle } from '../format/index.ts';
import { excursionsOf, quantile, shownExcursions, type Excursion } from './excursion-points.ts';
import { PlotFigure } from './plot-figure.tsx';
import { faint, moneyTicks } from './plot-parts.ts';

type Side = 'adverse' | 'favourable';

const WORDS = {
  adverse: { title: 'Worst while open (MAE)', axis: 'Worst floating loss →', line: 'closed at its worst' },
  favourable: { title: 'Best while open (MFE)', axis: 'Best floating profit →', line: 'closed at its best' },
} as const;

function excursionPlot(
  excursions: readonly Excursion[],
  side: Side,
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const tickFormat = moneyTicks(money);
  const furthest = Math.max(1, ...excursions.map((one) => one[side]));
  const won = ({ net }: Excursion): boolean => net >= 0;
  return {
    height: 300,
    marginLeft: 52,
    marginBottom: 38,
    x: {
      label: WORDS[side].axis,
      labelAnchor: 'center',
      labelArrow: 'none',
      tickFormat,
      ticks: width < 480 ? 4 : 7,
      grid: true,
    },
    y: { label: `Net ${money.currency}`, tickFormat, grid: true, labelArrow: 'none' },
    symbol: { range: ['circle', 'times'], domain: [true, false] },
    marks: [
      ruleX([0], { stroke: colours.muted }),
      ruleY([0], { stroke: colours.muted }),
      link([0], {
        x1: 0,
        y1: 0,
        x2: furthest,
        y2: side === 'adverse' ? -furthest : furthest,
        stroke: colours.muted,
        strokeDasharray: '4 3',
      }),
      dot(excursions, {
        x: side,
        y: 'net',
        r: 2.4,
        symbol: won,
        stroke: (one: Excursion) => faint(won(one) ? colours.up : colours.down, 0.7),
        strokeWidth: 1.2,
      }),
    ],
  };
}

interface ExcursionFrameProps {
  readonly excursions: readonly Excursion[];
  readonly side: Side;
  readonly money: MoneyStyle;
}

interface ExcursionRow {
  readonly name: string;
  readonly values: readonly number[];
}

function rowsOf(excursions: readonly Excursion[], side: Side): ExcursionRow[] {
  const pick = (keep: (one: Excursion) => boolean): number[] => excursions.filter(keep).map((one) => one[side]);
  return [
    { name: 'Won', values: pick(({ net }) => net > 0) },
    { name: 'Lost', values: pick(({ net }) => net < 0) },
  ];
}

function ExcursionFrame({ excursions, side, money }: ExcursionFrameProps): ReactElement {
  const shown = useMemo(() => shownExcursions(excursions), [excursions]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => excursionPlot(shown, side, money, width, colours),
    [shown, side, money],
  );
  const rows = useMemo(() => rowsOf(excursions, side), [excursions, side]);
  const amount = (minor: number | null): string => formatMoney(minor, money.minorDigits);
  const half = (name: string): string => amount(quantile(rows.find((row) => row.name === name)?.values ?? [], 0.5));
  const told =
    side === 'adverse'
      ? `Half of the trades that won never were more than ${half('Won')} ${money.currency} behind.`
      : `Half of the trades that lost had been ${half('Lost')} ${money.currency} or more ahead.`;
  const part =
    shown.length < excursions.length
      ? ` ${formatCount(shown.length)} of ${plural(excursions.length, 'trade')} are drawn.`
      : '';
  const summary = `${told} Circles won, crosses lost; on the dashed line a trade ${WORDS[side].line}.${part}`;
  const shareColumn = (share: number) => ({
    key: String(share),
    label: `${share * 100} % below`,
    cell: (row: ExcursionRow) => amount(quantile(row.values, share)),
    numeric: true,
  });
  return (
    <ChartFrame
      title={WORDS[side].title}
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption={`${WORDS[side].title}, ${money.currency}`}
          rows={rows}
          rowKey={(row) => row.name}
          columns={[
            { key: 'name', label: 'Trades that', cell: (row) => row.name.toLowerCase() },
            { key: 'count', label: 'Count', cell: (row) => formatCount(row.values.length), numeric: true },
            ...[0.25, 0.5, 0.75, 0.95].map(shareColumn),
          ]}
        />
      )}
    />
  );
}

interface ExcursionsProps {
  readonly trades: readonly TradeMessage[];
  readonly money: MoneyStyle;
}

/** How far trades went against and for their owner, against how they ended. */
export function Excursions({ trades, money }: ExcursionsProps): ReactElement | null {
  const excursions = useMemo(() => excursionsOf(trades), [trades]);
  if (excursions.length === 0) return null;
  return (
    <div className="pair">
      <ExcursionFrame excursions={excursions} side="adverse" money={money} />
      <ExcursionFrame excursions={excursions} side="favourable" money={money} />
    </div>
  );
}
