import { axisX, barX, ruleX, text, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable, Signed } from '../../components/index.ts';
import { formatCount, formatMoney, formatNumber, humanName, type MoneyStyle } from '../../format/index.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint, moneyTicks } from '../plot-parts.ts';

interface Scenario {
  readonly label: string;
  readonly factor: number;
  readonly net: number;
  readonly sharpe: number | null;
  readonly trades: number;
}

/** `Spread × 1.5`; a factor of 0 or 1 is in the name already. */
function scenariosOf(stress: RobustnessSection['costStress']): Scenario[] {
  return stress.map(({ name, ...rest }) => ({
    ...rest,
    label: rest.factor === 0 || rest.factor === 1 ? humanName(name) : `${humanName(name)} × ${rest.factor}`,
  }));
}

function stressPlot(
  scenarios: readonly Scenario[],
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const tone = ({ net }: Scenario): string => (net >= 0 ? colours.up : colours.down);
  return {
    height: 40 + scenarios.length * 28,
    marginLeft: 116,
    marginRight: 84,
    marginTop: 4,
    y: { label: null, domain: scenarios.map(({ label }) => label), tickSize: 0 },
    marks: [
      axisX({ ticks: width < 480 ? 3 : 6, tickFormat: moneyTicks(money), label: null }),
      barX(scenarios, {
        y: 'label',
        x: 'net',
        fill: (one: Scenario) => faint(tone(one), one.factor === 1 ? 1 : 0.6),
        insetTop: 3,
        insetBottom: 3,
      }),
      ruleX([0], { stroke: colours.muted }),
      text(scenarios, {
        y: 'label',
        x: ({ net }: Scenario) => Math.max(0, net),
        text: ({ net }: Scenario) => formatMoney(net, money.minorDigits, 'always'),
        textAnchor: 'start',
        dx: 6,
        fill: colours.ink,
      }),
    ],
  };
}

interface CostStressProps {
  readonly stress: RobustnessSection['costStress'];
  readonly money: MoneyStyle;
}

/** The run again with cheaper and dearer costs. */
export function CostStress({ stress, money }: CostStressProps): ReactElement | null {
  const scenarios = useMemo(() => scenariosOf(stress), [stress]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => stressPlot(scenarios, money, width, colours),
    [scenarios, money],
  );
  if (scenarios.length === 0) return null;
  const summary = `Net profit of the same strategy, run again with costs multiplied: ${scenarios
    .map(({ label, net }) => `${label} ${formatMoney(net, money.minorDigits, 'always')}`)
    .join(', ')} ${money.currency}.`;
  return (
    <ChartFrame
      title="If costs were different"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">
            Net profit in {money.currency} of the same strategy, run again with costs multiplied.
          </p>
        </>
      }
      table={() => (
        <DataTable
          caption="Runs with multiplied costs"
          rows={scenarios}
          rowKey={({ label }) => label}
          columns={[
            { key: 'label', label: 'Costs', cell: ({ label }) => label },
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
