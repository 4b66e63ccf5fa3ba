import { dot, lineY, ruleY, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable, Signed } from '../../components/index.ts';
import { formatDate, formatMoney, formatNumber, formatPercent, type MoneyStyle } from '../../format/index.ts';
import { usePreferences } from '../../settings/preferences-provider.tsx';
import { PlotFigure } from '../plot-figure.tsx';
import { percentTicks, timeAxis } from '../plot-parts.ts';

type Start = RobustnessSection['startDates'][number];

function startPlot(starts: readonly Start[], width: number, colours: ChartColours): PlotOptions {
  const known = starts.filter(({ annualReturn }) => annualReturn !== null);
  const x = ({ from }: Start): Date => new Date(from);
  return {
    height: 220,
    marginLeft: 52,
    x: timeAxis(width),
    y: {
      label: null,
      grid: true,
      tickFormat: percentTicks(known.map(({ annualReturn }) => annualReturn ?? 0)),
      ticks: 5,
    },
    marks: [
      ruleY([0], { stroke: colours.ink }),
      lineY(known, { x, y: 'annualReturn', stroke: colours.muted }),
      dot(known, {
        x,
        y: 'annualReturn',
        r: 4,
        symbol: ({ annualReturn }: Start) => ((annualReturn ?? 0) >= 0 ? 'circle' : 'times'),
        stroke: ({ annualReturn }: Start) => ((annualReturn ?? 0) >= 0 ? colours.up : colours.down),
        strokeWidth: 2,
      }),
    ],
  };
}

interface StartDatesProps {
  readonly starts: readonly Start[];
  readonly money: MoneyStyle;
}

/** What the run would have brought to someone who began later. */
export function StartDates({ starts, money }: StartDatesProps): ReactElement | null {
  const { zone } = usePreferences().preferences;
  const draw = useCallback((width: number, colours: ChartColours) => startPlot(starts, width, colours), [starts]);
  const known = starts.filter(({ annualReturn }) => annualReturn !== null);
  if (known.length < 2) return null;
  const won = known.filter(({ annualReturn }) => (annualReturn ?? 0) > 0).length;
  const summary = `Return per year from each start on, until the end of the run: ${won} of ${known.length} starts earned money.`;
  return (
    <ChartFrame
      title="If one had begun later"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption="Results by start"
          rows={starts}
          rowKey={({ from }) => String(from)}
          columns={[
            { key: 'from', label: 'Start', cell: ({ from }) => formatDate(from, zone) },
            {
              key: 'annual',
              label: 'Return per year',
              cell: ({ annualReturn }) => formatPercent(annualReturn, 'always'),
              numeric: true,
            },
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
