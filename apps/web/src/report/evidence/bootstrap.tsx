import { dot, ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { RobustnessSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable } from '../../components/index.ts';
import { formatCount, formatNumber, formatPercent, plural } from '../../format/index.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint } from '../plot-parts.ts';

type Section = NonNullable<RobustnessSection['bootstrap']>;

interface Interval {
  readonly name: string;
  readonly quantiles: Section['sharpe'];
  readonly text: (value: number) => string;
}

function intervalPlot({ quantiles, text }: Interval, colours: ChartColours): PlotOptions {
  const row = [quantiles];
  return {
    height: 64,
    marginLeft: 16,
    marginRight: 16,
    marginTop: 4,
    x: { label: null, tickFormat: text, ticks: 5, grid: true, inset: 8 },
    marks: [
      ruleY(row, { x1: 'p5', x2: 'p95', y: () => 0, stroke: faint(colours.accent, 0.35), strokeWidth: 10 }),
      ruleY(row, { x1: 'p25', x2: 'p75', y: () => 0, stroke: faint(colours.accent, 0.6), strokeWidth: 10 }),
      dot(row, { x: 'p50', y: () => 0, r: 5, fill: colours.surface, stroke: colours.accent, strokeWidth: 2 }),
      ruleX([0], { stroke: colours.ink, strokeWidth: 1.5 }),
    ],
    y: { axis: null },
  };
}

function IntervalPlot({ interval }: { readonly interval: Interval }): ReactElement {
  const draw = useCallback((_: number, colours: ChartColours) => intervalPlot(interval, colours), [interval]);
  const { name, quantiles, text } = interval;
  const label = `${name}: 90 % between ${text(quantiles.p5)} and ${text(quantiles.p95)}.`;
  return (
    <div className="interval-plot">
      <p className="interval-name">{label}</p>
      <PlotFigure label={label} draw={draw} />
    </div>
  );
}

/** How uncertain the figures are: the days of the run, redrawn in blocks. */
export function Bootstrap({ section }: { readonly section: Section }): ReactElement {
  const { samples, blockDays, annualReturn, sharpe, lossShare } = section;
  const intervals = useMemo(
    (): Interval[] => [
      { name: 'Sharpe ratio', quantiles: sharpe, text: (value) => formatNumber(value, 2) },
      { name: 'Return per year', quantiles: annualReturn, text: (value) => formatPercent(value, 'negative', 1) },
    ],
    [annualReturn, sharpe],
  );
  const summary = `${formatCount(samples)} histories of the same length, redrawn from blocks of about ${plural(Math.round(blockDays), 'day')}: ${formatPercent(lossShare, 'negative', 1)} of them lose money. An interval that includes 0 proves nothing.`;
  return (
    <ChartFrame
      title="How sure the figures are"
      summary={summary}
      chart={
        <>
          {intervals.map((interval) => (
            <IntervalPlot key={interval.name} interval={interval} />
          ))}
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption="Quantiles of the bootstrap of daily returns"
          rows={intervals}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', label: 'Figure', cell: ({ name }) => name },
            ...(['p5', 'p25', 'p50', 'p75', 'p95'] as const).map((share) => ({
              key: share,
              label: `${share.slice(1)} % below`,
              cell: ({ quantiles, text }: Interval) => text(quantiles[share]),
              numeric: true,
            })),
          ]}
        />
      )}
    />
  );
}
