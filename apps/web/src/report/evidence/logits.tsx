import { binX, rectY, ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { OverfittingSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable } from '../../components/index.ts';
import { formatCount, formatNumber, formatPercent } from '../../format/index.ts';
import { PlotFigure } from '../plot-figure.tsx';

type BacktestOverfitting = NonNullable<OverfittingSection['backtestOverfitting']>;

const BIN = 0.25;

function logitPlot(logits: readonly number[], width: number, colours: ChartColours): PlotOptions {
  return {
    height: 200,
    marginLeft: 44,
    marginBottom: 38,
    x: {
      label:
        width < 560
          ? '← below the median     above it →'
          : '← below the median     rank of the chosen variant in the other half     above it →',
      labelAnchor: 'center',
      labelArrow: 'none',
    },
    y: { label: null, grid: true, ticks: 4 },
    marks: [
      rectY(
        logits,
        binX({ y: 'count' }, {
          x: (logit: number) => logit,
          interval: BIN,
          fill: (logit: number) => (logit >= 0 ? colours.up : colours.down),
        } as Parameters<typeof binX>[1]),
      ),
      ruleY([0], { stroke: colours.muted }),
      ruleX([0], { stroke: colours.ink, strokeWidth: 1.5 }),
    ],
  };
}

/** Where the variant that one half of the history chose stood in the other half. */
export function Logits({ overfitting }: { readonly overfitting: BacktestOverfitting }): ReactElement | null {
  const { logits, probability, lossProbability, degradationSlope, splits } = overfitting;
  const draw = useCallback((width: number, colours: ChartColours) => logitPlot(logits, width, colours), [logits]);
  const sorted = useMemo(() => [...logits].sort((a, b) => a - b), [logits]);
  if (sorted.length === 0) return null;
  const summary = `In ${formatPercent(probability, 'negative', 1)} of ${formatCount(splits)} splits the variant that was best in one half of the history was below the median in the other. It lost money there in ${formatPercent(lossProbability, 'negative', 1)}; for each point of Sharpe in the one half it kept ${formatNumber(degradationSlope, 2)} in the other.`;
  const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
  return (
    <ChartFrame
      title="Does what was found in one half hold in the other?"
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption="Logits of the relative rank of the chosen variant out of sample"
          rows={shares}
          rowKey={String}
          columns={[
            { key: 'share', label: 'Share of the splits below', cell: (share) => formatPercent(share, 'negative', 0) },
            {
              key: 'logit',
              label: 'Logit of the rank',
              cell: (share) => formatNumber(sorted[Math.round((sorted.length - 1) * share)] ?? null, 2),
              numeric: true,
            },
          ]}
        />
      )}
    />
  );
}
