import { lineY, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { ComparedRun } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import { STUDY_COLOURS, type ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable } from '../components/index.ts';
import { formatPercent } from '../format/index.ts';
import { PlotFigure } from '../report/plot-figure.tsx';
import { percentTicks, timeAxis } from '../report/plot-parts.ts';
import { curvePoints, lastPoints, type CurvePoint } from './growth-curves.ts';
import { RunLetter } from './run-letter.tsx';

type Shown = 'growth' | 'fall';

function curvesPlot(points: readonly CurvePoint[], shown: Shown, width: number, colours: ChartColours): PlotOptions {
  const stroke = ({ index }: CurvePoint): string => colours[STUDY_COLOURS[index % STUDY_COLOURS.length]!];
  return {
    height: shown === 'growth' ? 340 : 200,
    marginLeft: 54,
    marginRight: 28,
    x: timeAxis(width),
    y: { label: null, grid: true, tickFormat: percentTicks(points.map((point) => point[shown])), ticks: 6 },
    marks: [
      ruleY([0], { stroke: colours.muted }),
      lineY(points, { x: 'time', y: shown, z: 'index', stroke, strokeWidth: 1.5 }),
      text(lastPoints(points), {
        x: 'time',
        y: shown,
        text: 'letter',
        textAnchor: 'start',
        dx: 5,
        fontWeight: 700,
        fill: stroke,
      }),
    ],
  };
}

interface CurvesProps {
  readonly runs: readonly ComparedRun[];
  readonly shown: Shown;
}

interface CurveRow {
  readonly run: ComparedRun;
  readonly index: number;
  readonly end: number;
  readonly lowest: number;
}

/** Equity, or the fall from the peak, of all runs on one scale. */
export function Curves({ runs, shown }: CurvesProps): ReactElement {
  const points = useMemo(() => curvePoints(runs), [runs]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => curvesPlot(points, shown, width, colours),
    [points, shown],
  );
  const rows = useMemo(
    () =>
      runs.map((run, index): CurveRow => {
        const own = points.filter((point) => point.index === index).map((point) => point[shown]);
        return { run, index, end: own.at(-1) ?? 0, lowest: own.reduce((least, value) => Math.min(least, value), 0) };
      }),
    [runs, points, shown],
  );
  const title = shown === 'growth' ? 'Equity, each from its own start' : 'Fall from the highest value before';
  const summary = rows
    .map(({ run, end, lowest }) =>
      shown === 'growth'
        ? `${run.letter} ended at ${formatPercent(end, 'always')}`
        : `${run.letter} fell by ${formatPercent(-lowest)}`,
    )
    .join(', ');
  return (
    <ChartFrame
      title={title}
      summary={`${summary}.`}
      chart={<PlotFigure label={`${title}: ${summary}.`} draw={draw} />}
      table={() => (
        <DataTable
          caption={title}
          rows={rows}
          rowKey={({ run }) => run.id}
          columns={[
            { key: 'run', label: 'Run', cell: ({ run, index }) => <RunLetter letter={run.letter} index={index} /> },
            { key: 'end', label: 'At the end', cell: ({ end }) => formatPercent(end, 'always'), numeric: true },
            { key: 'lowest', label: 'Lowest', cell: ({ lowest }) => formatPercent(lowest), numeric: true },
          ]}
        />
      )}
    />
  );
}
