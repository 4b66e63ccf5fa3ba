import { rectY, ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { Distribution } from '@pipwright/protocol';
import { useCallback, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable, Explained } from '../components/index.ts';
import { formatCount, formatMoney, formatPercent, type MoneyStyle } from '../format/index.ts';
import { FigureValue } from './figure-value.tsx';
import { PlotFigure } from './plot-figure.tsx';
import { moneyTicks } from './plot-parts.ts';

type Bin = Distribution['bins'][number];

function valueText({ unit }: Distribution, money: MoneyStyle): (value: number) => string {
  return unit === 'money'
    ? (value) => formatMoney(value, money.minorDigits, 'always')
    : (value) => formatPercent(value, 'always');
}

function distributionPlot(
  distribution: Distribution,
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const { bins, unit, figures } = distribution;
  const mean = figures.find(({ name }) => name === 'Mean')?.value ?? null;
  const percent = (value: number): string => formatPercent(value, 'negative', 1);
  return {
    height: 220,
    marginLeft: 44,
    x: {
      label: null,
      ticks: width < 480 ? 4 : 8,
      tickFormat: unit === 'money' ? moneyTicks(money) : percent,
    },
    y: { label: null, grid: true, ticks: 5 },
    marks: [
      rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'count',
        fill: (bin: Bin) => (bin.from + bin.to >= 0 ? colours.up : colours.down),
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      ruleY([0], { stroke: colours.muted }),
      ruleX([0], { stroke: colours.ink, strokeWidth: 1 }),
      ...(mean === null ? [] : [ruleX([mean], { stroke: colours.accent, strokeWidth: 2, strokeDasharray: '5 3' })]),
    ],
  };
}

interface DistributionProps {
  readonly distribution: Distribution;
  readonly money: MoneyStyle;
}

function DistributionFrame({ distribution, money }: DistributionProps): ReactElement {
  const { title, bins, figures } = distribution;
  const draw = useCallback(
    (width: number, colours: ChartColours) => distributionPlot(distribution, money, width, colours),
    [distribution, money],
  );
  const text = valueText(distribution, money);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const summary = `${title}: ${formatCount(total)} values in bars of ${text((bins[0]?.to ?? 0) - (bins[0]?.from ?? 0))}; the outer bars count everything beyond them.`;
  return (
    <ChartFrame
      title={title}
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <dl className="across">
            {figures.map((figure) => (
              <div key={figure.name}>
                <dt>
                  <Explained name={figure.name} explanation={figure.formula} />
                </dt>
                <dd>
                  <FigureValue figure={figure} money={money} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      }
      table={() => (
        <DataTable
          caption={title}
          rows={bins}
          rowKey={(bin) => String(bin.from)}
          columns={[
            {
              key: 'from',
              label: 'From',
              cell: (bin) => (bin === bins[0] ? 'all below' : text(bin.from)),
              numeric: true,
            },
            {
              key: 'to',
              label: 'To',
              cell: (bin) => (bin === bins.at(-1) ? 'all above' : text(bin.to)),
              numeric: true,
            },
            { key: 'count', label: 'Count', cell: (bin) => formatCount(bin.count), numeric: true },
          ]}
        />
      )}
    />
  );
}

interface DistributionsProps {
  readonly distributions: readonly Distribution[];
  readonly money: MoneyStyle;
}

/** How often trades and days ended how. */
export function Distributions({ distributions, money }: DistributionsProps): ReactElement | null {
  const filled = distributions.filter(({ bins }) => bins.length > 0);
  if (filled.length === 0) return null;
  return (
    <div className="pair">
      {filled.map((distribution) => (
        <DistributionFrame key={distribution.title} distribution={distribution} money={money} />
      ))}
    </div>
  );
}
