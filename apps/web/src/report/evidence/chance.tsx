import { dot, ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable } from '../../components/index.ts';
import { formatCount, formatMoney, formatPercent, type MoneyStyle } from '../../format/index.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint, moneyTicks } from '../plot-parts.ts';
import { netIntervals, type ChanceInterval } from './chance-intervals.ts';

function chancePlot(
  rows: readonly ChanceInterval[],
  net: number,
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const y = 'name';
  return {
    height: 60 + rows.length * 40,
    marginLeft: 120,
    marginTop: 8,
    x: { label: null, grid: true, tickFormat: moneyTicks(money), ticks: width < 480 ? 4 : 8 },
    y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0 },
    marks: [
      ruleY(rows, { y, x1: 'p5', x2: 'p95', stroke: faint(colours.accent, 0.35), strokeWidth: 8 }),
      ruleY(rows, { y, x1: 'p25', x2: 'p75', stroke: faint(colours.accent, 0.6), strokeWidth: 8 }),
      dot(rows, { y, x: 'p50', r: 5, fill: colours.surface, stroke: colours.accent, strokeWidth: 2 }),
      ruleX([0], { stroke: colours.muted }),
      ruleX([net], { stroke: colours.ink, strokeWidth: 2.5 }),
    ],
  };
}

interface ChanceProps {
  readonly section: RobustnessSection;
  /** Net profit of the run, minor units. */
  readonly net: number;
  readonly money: MoneyStyle;
}

/** The run's net profit beside what chance makes with the same number of trades, or on candles without any order. */
export function Chance({ section, net, money }: ChanceProps): ReactElement | null {
  const rows = useMemo(() => netIntervals(section), [section]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => chancePlot(rows, net, money, width, colours),
    [rows, net, money],
  );
  if (rows.length === 0) return null;
  const amount = (minor: number): string => formatMoney(minor, money.minorDigits, 'always');
  const told = rows.flatMap(({ name, shareAsGood }) =>
    shareAsGood === null
      ? []
      : [`${name} did as well or better in ${formatPercent(shareAsGood, 'negative', 1)} of the runs.`],
  );
  const summary = `Net profit by chance: nine of ten runs lie in the lighter bar, half in the darker one. The line is this run, ${amount(net)} ${money.currency}. ${told.join(' ')}`;
  return (
    <ChartFrame
      title="This run beside chance"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption={`Net profit by chance, ${money.currency}`}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', label: 'Runs with', cell: ({ name }) => name },
            { key: 'runs', label: 'Runs', cell: ({ runs }) => formatCount(runs), numeric: true },
            { key: 'p5', label: '5 % below', cell: ({ p5 }) => amount(p5), numeric: true },
            { key: 'p50', label: 'Half below', cell: ({ p50 }) => amount(p50), numeric: true },
            { key: 'p95', label: '95 % below', cell: ({ p95 }) => amount(p95), numeric: true },
            {
              key: 'share',
              label: 'As good as this',
              cell: ({ shareAsGood }) => formatPercent(shareAsGood, 'negative', 1),
              numeric: true,
            },
          ]}
        />
      )}
    />
  );
}
