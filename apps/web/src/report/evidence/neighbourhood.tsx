import { barY, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable, Signed } from '../../components/index.ts';
import { formatMoney, formatNumber, type MoneyStyle } from '../../format/index.ts';
import { parameterText } from '../parameter-text.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint, moneyTicks } from '../plot-parts.ts';

type Parameter = RobustnessSection['neighbourhood'][number];
type Point = Parameter['points'][number];

function neighbourPlot({ name, points }: Parameter, money: MoneyStyle, colours: ChartColours): PlotOptions {
  const x = ({ value }: Point): string => parameterText(value);
  const tone = ({ net }: Point): string => (net >= 0 ? colours.up : colours.down);
  return {
    height: 180,
    marginLeft: 52,
    marginBottom: 36,
    marginTop: 22,
    x: { label: name, labelAnchor: 'center', labelArrow: 'none', domain: points.map(x), tickSize: 0 },
    y: { label: null, grid: true, tickFormat: moneyTicks(money), ticks: 4 },
    marks: [
      barY(points, {
        x,
        y: 'net',
        fill: (point: Point) => faint(tone(point), point.chosen ? 1 : 0.45),
        stroke: (point: Point) => (point.chosen ? colours.ink : 'none'),
        strokeWidth: 2,
        insetLeft: 4,
        insetRight: 4,
      }),
      ruleY([0], { stroke: colours.muted }),
      text(
        points.filter(({ chosen }) => chosen),
        {
          x,
          y: ({ net }: Point) => Math.max(0, net),
          text: () => 'chosen',
          dy: -8,
          fill: colours.ink,
          fontWeight: 650,
        },
      ),
    ],
  };
}

function NeighbourPlot({
  parameter,
  money,
}: {
  readonly parameter: Parameter;
  readonly money: MoneyStyle;
}): ReactElement {
  const draw = useCallback(
    (_: number, colours: ChartColours) => neighbourPlot(parameter, money, colours),
    [parameter, money],
  );
  return <PlotFigure label={`Net profit by ${parameter.name}`} draw={draw} />;
}

interface NeighbourhoodProps {
  readonly parameters: readonly Parameter[];
  readonly money: MoneyStyle;
}

/** The run again with each parameter a little different: a result that its neighbours do not share is chance. */
export function Neighbourhood({ parameters, money }: NeighbourhoodProps): ReactElement | null {
  if (parameters.length === 0) return null;
  const rows = parameters.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  const summary =
    'Net profit with one parameter changed and the others as they are; a result that its neighbours do not share is likely chance.';
  return (
    <ChartFrame
      title="The neighbourhood of the chosen parameters"
      summary={summary}
      chart={
        <>
          <div className="small-plots">
            {parameters.map((parameter) => (
              <NeighbourPlot key={parameter.name} parameter={parameter} money={money} />
            ))}
          </div>
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption="Runs with one parameter changed"
          rows={rows}
          rowKey={({ name, value }) => `${name} ${String(value)}`}
          columns={[
            { key: 'name', label: 'Parameter', cell: ({ name }) => name },
            { key: 'value', label: 'Value', cell: ({ value }) => parameterText(value), numeric: true },
            { key: 'chosen', label: '', cell: ({ chosen }) => (chosen ? 'chosen' : '') },
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
