import { lineY, ruleY, type PlotOptions } from '@observablehq/plot';
import type { RollingSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable } from '../components/index.ts';
import { formatDate, formatNumber, formatPercent } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { PlotFigure } from './plot-figure.tsx';
import { timeAxis } from './plot-parts.ts';

interface Point {
  readonly time: Date;
  readonly sharpe: number | null;
}

function rollingPlot(points: readonly Point[], width: number, colours: ChartColours): PlotOptions {
  return {
    height: 200,
    marginLeft: 44,
    x: timeAxis(width),
    y: { label: null, grid: true, ticks: 5 },
    marks: [
      ruleY([0], { stroke: colours.muted }),
      lineY(points, { x: 'time', y: 'sharpe', stroke: colours.accent, strokeWidth: 1.5 }),
    ],
  };
}

/** Whether the ratio was earned all along, or at one time only. */
export function Rolling({ rolling }: { readonly rolling: RollingSection }): ReactElement | null {
  const { zone } = usePreferences().preferences;
  const { days, time, sharpe } = rolling;
  const points = useMemo(
    () => time.map((at, index) => ({ time: new Date(at), sharpe: sharpe[index] ?? null })),
    [time, sharpe],
  );
  const draw = useCallback((width: number, colours: ChartColours) => rollingPlot(points, width, colours), [points]);
  const known = points.filter((point): point is Point & { sharpe: number } => point.sharpe !== null);
  if (known.length < 2) return null;
  const above = known.filter((point) => point.sharpe > 0).length / known.length;
  const summary = `Sharpe ratio of the last ${days} trading days, annualised; above 0 in ${formatPercent(above, 'negative', 0)} of the time.`;
  return (
    <ChartFrame
      title={`Sharpe ratio over ${days} trading days`}
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption={`Sharpe ratio over ${days} trading days`}
          rows={known}
          rowKey={(point) => String(point.time.getTime())}
          columns={[
            { key: 'time', label: 'Day', cell: (point) => formatDate(point.time.getTime(), zone) },
            { key: 'sharpe', label: 'Sharpe', cell: (point) => formatNumber(point.sharpe, 2), numeric: true },
          ]}
        />
      )}
    />
  );
}
