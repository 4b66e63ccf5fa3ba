import { dot, line, link, ruleX, text, type PlotOptions } from '@observablehq/plot';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable } from '../components/index.ts';
import { formatCount, formatPercent } from '../format/index.ts';
import { areEvenlyFilled, withIntervals, type CalibrationBin, type CalibrationPoint } from './calibration-points.ts';
import { PlotFigure } from './plot-figure.tsx';

const ROOM = 0.02;
/** Share of the height that the tallest bar of counts takes. */
const COUNT_SHARE = 0.16;
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

function percent(value: number): string {
  return formatPercent(value, 'negative', 0);
}

function calibrationPlot(points: readonly CalibrationPoint[], colours: ChartColours): PlotOptions {
  const rates = points.flatMap(({ predicted, observed, low, high }) => [predicted, observed, low, high]);
  const domain = [Math.max(0, Math.min(...rates) - ROOM), Math.min(1, Math.max(...rates) + ROOM)] as [number, number];
  const [from, to] = domain;
  const most = Math.max(...points.map(({ count }) => count), 1);
  const tall = (count: number): number => from + (to - from) * COUNT_SHARE * (count / most);
  const countMarks = areEvenlyFilled(points)
    ? []
    : [
        ruleX(points, {
          x: 'predicted',
          y1: from,
          y2: (point: CalibrationPoint) => tall(point.count),
          stroke: colours.muted,
          strokeOpacity: 0.35,
          strokeWidth: 9,
        }),
        text(points, {
          x: 'predicted',
          y: (point: CalibrationPoint) => tall(point.count),
          text: (point: CalibrationPoint) => COMPACT.format(point.count),
          dy: -6,
          fontSize: 10,
          fill: colours['ink-soft'],
        }),
      ];
  return {
    height: 320,
    marginLeft: 48,
    marginBottom: 40,
    grid: true,
    x: { domain, label: 'Predicted chance of a rise', labelAnchor: 'center', labelArrow: 'none', tickFormat: percent },
    y: { domain, label: 'Observed', tickFormat: percent, labelArrow: 'none' },
    marks: [
      link([0], { x1: from, y1: from, x2: to, y2: to, stroke: colours.muted, strokeDasharray: '4 3' }),
      ruleX(points, {
        x: 'predicted',
        y1: 'low',
        y2: 'high',
        stroke: colours.accent,
        strokeOpacity: 0.45,
        strokeWidth: 3,
      }),
      ...countMarks,
      line(points, { x: 'predicted', y: 'observed', stroke: colours.accent, strokeWidth: 1.5 }),
      dot(points, { x: 'predicted', y: 'observed', r: 4, fill: colours.accent }),
    ],
  };
}

/** Predicted chances against what really happened; on the dashed line they agree. */
export function Calibration({ points: bins }: { readonly points: readonly CalibrationBin[] }): ReactElement {
  const points = useMemo(() => withIntervals(bins), [bins]);
  const draw = useCallback((_: number, colours: ChartColours) => calibrationPlot(points, colours), [points]);
  const counts = areEvenlyFilled(points)
    ? `of about ${formatCount(points[0]?.count ?? 0)} predictions each`
    : 'of predictions, counted by the grey bars';
  const summary = `${points.length} bins ${counts}; blue bars are 95% intervals, on the dashed line prediction and outcome agree.`;
  return (
    <ChartFrame
      title="Calibration"
      summary={summary}
      chart={
        points.length === 0 ? (
          <p className="empty">N/A: too few predictions to compare.</p>
        ) : (
          <>
            <PlotFigure label={summary} draw={draw} />
            <p className="hint-line">{summary}</p>
          </>
        )
      }
      table={() => (
        <DataTable
          caption="Calibration"
          rows={points}
          rowKey={(point) => String(point.predicted)}
          columns={[
            { key: 'predicted', label: 'Predicted', cell: (point) => formatPercent(point.predicted), numeric: true },
            { key: 'observed', label: 'Observed', cell: (point) => formatPercent(point.observed), numeric: true },
            {
              key: 'interval',
              label: '95% interval',
              cell: (point) => `${formatPercent(point.low)} to ${formatPercent(point.high)}`,
              numeric: true,
            },
            { key: 'count', label: 'Count', cell: (point) => formatCount(point.count), numeric: true },
          ]}
        />
      )}
    />
  );
}
