import { dot, lineY, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, type ReactElement } from 'react';
import { STUDY_COLOURS, type ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable, Signed } from '../../components/index.ts';
import { formatCount, formatMoney, formatNumber, humanName, type MoneyStyle } from '../../format/index.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { moneyTicks } from '../plot-parts.ts';

type Stress = RobustnessSection['costStress'][number];

function stressPlot(stress: readonly Stress[], money: MoneyStyle, colours: ChartColours): PlotOptions {
  const names = [...new Set(stress.map(({ name }) => name))];
  const colour = (one: Stress): string => colours[STUDY_COLOURS[names.indexOf(one.name) % STUDY_COLOURS.length]!];
  const last = names.flatMap((name) => {
    const own = stress.filter((one) => one.name === name);
    return own.reduce<readonly Stress[]>((most, one) => ((most[0]?.factor ?? -1) < one.factor ? [one] : most), []);
  });
  return {
    height: 260,
    marginLeft: 54,
    marginRight: 92,
    marginBottom: 38,
    x: { label: 'Times the cost of the run', labelAnchor: 'center', labelArrow: 'none', ticks: 6 },
    y: { label: null, grid: true, tickFormat: moneyTicks(money) },
    symbol: { domain: names },
    marks: [
      ruleY([0], { stroke: colours.muted }),
      ruleX([1], { stroke: colours.muted, strokeDasharray: '4 3' }),
      lineY(stress, { x: 'factor', y: 'net', z: 'name', stroke: colour, strokeWidth: 1.5 }),
      dot(stress, { x: 'factor', y: 'net', symbol: 'name', stroke: colour, r: 4 }),
      text(last, {
        x: 'factor',
        y: 'net',
        text: (one: Stress) => humanName(one.name),
        textAnchor: 'start',
        dx: 8,
        fill: colours.ink,
      }),
    ],
  };
}

interface CostStressProps {
  readonly stress: readonly Stress[];
  readonly money: MoneyStyle;
}

/** The run again with cheaper and dearer costs. */
export function CostStress({ stress, money }: CostStressProps): ReactElement | null {
  const draw = useCallback((_: number, colours: ChartColours) => stressPlot(stress, money, colours), [stress, money]);
  if (stress.length === 0) return null;
  const summary =
    'Net profit of the same strategy, run again with each cost multiplied; at the dashed line it is as in this run.';
  return (
    <ChartFrame
      title="If costs were different"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption="Runs with multiplied costs"
          rows={stress}
          rowKey={({ name, factor }) => `${name} ${factor}`}
          columns={[
            { key: 'name', label: 'Cost', cell: ({ name }) => humanName(name) },
            { key: 'factor', label: 'Factor', cell: ({ factor }) => formatNumber(factor, 2), numeric: true },
            { key: 'trades', label: 'Trades', cell: ({ trades }) => formatCount(trades), numeric: true },
            { key: 'sharpe', label: 'Sharpe', cell: ({ sharpe }) => formatNumber(sharpe, 2), numeric: true },
            {
              key: 'net',
              label: `Net ${money.currency}`,
              cell: ({ net }) => <Signed value={net} text={formatMoney(net, money.minorDigits, 'always')} />,
              numeric: true,
            },
          ]}
        />
      )}
    />
  );
}
