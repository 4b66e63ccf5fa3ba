import { areaY, lineY, rectX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { ReportDocument, ReportDrawdown } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame, curveOfReport } from '../charts/index.ts';
import { DataTable } from '../components/index.ts';
import { formatDate, formatDuration, formatMoney, formatPercent, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { faint, percentTicks, timeAxis } from './plot-parts.ts';
import { PlotFigure } from './plot-figure.tsx';

interface FallPoint {
  readonly time: Date;
  readonly fall: number;
}

interface Numbered extends ReportDrawdown {
  readonly number: number;
}

function underwaterPlot(
  points: readonly FallPoint[],
  drawdowns: readonly Numbered[],
  width: number,
  colours: ChartColours,
): PlotOptions {
  const end = points.at(-1)?.time ?? new Date(0);
  return {
    height: 220,
    marginLeft: 52,
    marginTop: 18,
    x: timeAxis(width),
    y: {
      label: null,
      grid: true,
      tickFormat: percentTicks(points.map(({ fall }) => fall)),
      ticks: 5,
      insetBottom: 18,
    },
    marks: [
      rectX(drawdowns, {
        x1: (one: Numbered) => new Date(one.peakTime),
        x2: (one: Numbered) => (one.recoveredTime === null ? end : new Date(one.recoveredTime)),
        fill: faint(colours.muted, 0.14),
      }),
      areaY(points, { x: 'time', y: 'fall', fill: faint(colours.down, 0.3) }),
      lineY(points, { x: 'time', y: 'fall', stroke: colours.down, strokeWidth: 1 }),
      ruleY([0], { stroke: colours.muted }),
      text(drawdowns, {
        x: (one: Numbered) => new Date(one.troughTime),
        y: (one: Numbered) => -one.fraction,
        text: (one: Numbered) => String(one.number),
        dy: 12,
        fontWeight: 650,
        fill: colours.ink,
        stroke: colours.surface,
        strokeWidth: 4,
      }),
    ],
  };
}

interface DrawdownTableProps {
  readonly drawdowns: readonly Numbered[];
  readonly money: MoneyStyle;
}

function DrawdownTable({ drawdowns, money }: DrawdownTableProps): ReactElement {
  const { zone } = usePreferences().preferences;
  return (
    <DataTable
      caption="Deepest falls of the equity, deepest first"
      rows={drawdowns}
      rowKey={(one) => String(one.number)}
      columns={[
        { key: 'number', label: '#', cell: (one) => one.number, numeric: true },
        { key: 'fraction', label: 'Depth', cell: (one) => formatPercent(-one.fraction), numeric: true },
        {
          key: 'amount',
          label: money.currency,
          cell: (one) => formatMoney(-one.amount, money.minorDigits),
          numeric: true,
          wideOnly: true,
        },
        { key: 'peak', label: 'From', cell: (one) => formatDate(one.peakTime, zone) },
        { key: 'trough', label: 'Lowest', cell: (one) => formatDate(one.troughTime, zone), wideOnly: true },
        {
          key: 'recovered',
          label: 'Recovered',
          cell: (one) => (one.recoveredTime === null ? 'not yet' : formatDate(one.recoveredTime, zone)),
        },
        {
          key: 'length',
          label: 'Lasted',
          cell: (one) => (one.recoveredTime === null ? '–' : formatDuration(one.recoveredTime - one.peakTime)),
          wideOnly: true,
        },
      ]}
    />
  );
}

/** How far the equity was below its highest value before, and the falls that were deepest. */
export function Underwater({
  report,
  money,
}: {
  readonly report: ReportDocument;
  readonly money: MoneyStyle;
}): ReactElement | null {
  const points = useMemo((): FallPoint[] => {
    const { times, fall } = curveOfReport(report.equity);
    return times.map((time, index) => ({ time: new Date(time), fall: fall[index]! }));
  }, [report.equity]);
  const drawdowns = useMemo(
    () => report.drawdowns.map((one, index) => ({ ...one, number: index + 1 })),
    [report.drawdowns],
  );
  const draw = useCallback(
    (width: number, colours: ChartColours) => underwaterPlot(points, drawdowns, width, colours),
    [points, drawdowns],
  );
  const [deepest] = drawdowns;
  if (deepest === undefined) return null;
  const summary = `The equity was below an earlier peak; the deepest fall was ${formatPercent(deepest.fraction)}. The numbered falls are in the table.`;
  const table = <DrawdownTable drawdowns={drawdowns} money={money} />;
  return (
    <ChartFrame
      title="Under water"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          {table}
        </>
      }
      table={() => table}
    />
  );
}
