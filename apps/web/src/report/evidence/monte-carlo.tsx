import { areaY, lineY, ruleY, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable } from '../../components/index.ts';
import { formatCount, formatMoney, formatPercent, type MoneyStyle } from '../../format/index.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint, moneyTicks } from '../plot-parts.ts';

type Paths = NonNullable<RobustnessSection['monteCarlo']>;

interface FanPoint {
  readonly step: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly actual: number;
}

function fanOf({ step, fan }: Paths): FanPoint[] {
  return step.map((at, index) => ({
    step: at,
    p5: fan.p5[index]!,
    p25: fan.p25[index]!,
    p50: fan.p50[index]!,
    p75: fan.p75[index]!,
    p95: fan.p95[index]!,
    actual: fan.actual[index]!,
  }));
}

function fanPlot(points: readonly FanPoint[], money: MoneyStyle, width: number, colours: ChartColours): PlotOptions {
  return {
    height: 280,
    marginLeft: 54,
    marginBottom: 38,
    x: { label: 'Trades', labelAnchor: 'center', labelArrow: 'none', ticks: width < 480 ? 4 : 8 },
    y: { label: null, grid: true, tickFormat: moneyTicks(money), zero: false },
    marks: [
      areaY(points, { x: 'step', y1: 'p5', y2: 'p95', fill: faint(colours.accent, 0.16) }),
      areaY(points, { x: 'step', y1: 'p25', y2: 'p75', fill: faint(colours.accent, 0.24) }),
      lineY(points, { x: 'step', y: 'p50', stroke: colours.accent, strokeDasharray: '5 4' }),
      ruleY([points[0]?.actual ?? 0], { stroke: colours.muted }),
      lineY(points, { x: 'step', y: 'actual', stroke: colours.ink, strokeWidth: 2 }),
    ],
  };
}

/** What the paths end with and fall by, in a line. */
function PathRisks({ paths, money }: MonteCarloProps): ReactElement {
  const { net, drawdown, ruin, shuffled } = paths;
  const percent = (fraction: number): string => formatPercent(fraction, 'negative', 1);
  const facts = [
    { name: 'One in 20 ends below', value: `${formatMoney(net.p5, money.minorDigits, 'always')} ${money.currency}` },
    { name: 'One in 20 falls by', value: percent(drawdown.p95) },
    { name: 'In another order', value: percent(shuffled.drawdown.p95) },
    ...ruin.map(({ fraction, share }) => ({
      name: `Lose ${formatPercent(fraction, 'negative', 0)} of the start`,
      value: `${percent(share)} of paths`,
    })),
  ];
  return (
    <dl className="across">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface MonteCarloProps {
  readonly paths: Paths;
  readonly money: MoneyStyle;
}

/** The same trades in other orders: how much of the course was chance. */
export function MonteCarlo({ paths, money }: MonteCarloProps): ReactElement {
  const points = useMemo(() => fanOf(paths), [paths]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => fanPlot(points, money, width, colours),
    [points, money],
  );
  const summary = `The balance along ${formatCount(paths.paths)} redrawn orders of the trades: half of the paths lie in the darker band, nine of ten in the lighter one; the solid line is what happened.`;
  const column = (name: keyof Omit<FanPoint, 'step'>, label: string) => ({
    key: name,
    label,
    cell: (point: FanPoint) => formatMoney(point[name], money.minorDigits),
    numeric: true,
  });
  return (
    <ChartFrame
      title="Monte Carlo of the order of trades"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
          <PathRisks paths={paths} money={money} />
        </>
      }
      table={() => (
        <DataTable
          caption={`Balance after so many trades, ${money.currency}`}
          rows={points}
          rowKey={({ step }) => String(step)}
          columns={[
            { key: 'step', label: 'Trades', cell: ({ step }) => formatCount(step), numeric: true },
            column('p5', '5 % below'),
            column('p25', '25 %'),
            column('p50', 'Half'),
            column('p75', '75 %'),
            column('p95', '95 %'),
            column('actual', 'As it was'),
          ]}
        />
      )}
    />
  );
}
