import { barX, text, type PlotOptions } from '@observablehq/plot';
import type { ReportDocument } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { ChartFrame } from '../charts/index.ts';
import { DataTable } from '../components/index.ts';
import { formatPercent } from '../format/index.ts';
import { PlotFigure } from './plot-figure.tsx';

type Share = NonNullable<ReportDocument['model']>['importance'][number];

const SHOWN = 12;

function importancePlot(shares: readonly Share[], width: number, colours: ChartColours): PlotOptions {
  return {
    height: 20 + shares.length * 24,
    marginLeft: Math.min(190, width * 0.42),
    marginRight: 56,
    marginTop: 2,
    x: { axis: null },
    y: { label: null, domain: shares.map(({ feature }) => feature), tickSize: 0 },
    marks: [
      barX(shares, { y: 'feature', x: 'share', fill: colours.accent, insetTop: 3, insetBottom: 3 }),
      text(shares, {
        y: 'feature',
        x: 'share',
        text: (share: Share) => formatPercent(share.share, 'negative', 1),
        textAnchor: 'start',
        dx: 5,
        fill: colours.ink,
      }),
    ],
  };
}

/** Which features the model rests on. */
export function Importance({ importance }: { readonly importance: readonly Share[] }): ReactElement {
  const sorted = useMemo(() => [...importance].sort((a, b) => b.share - a.share), [importance]);
  const top = useMemo(() => sorted.slice(0, SHOWN), [sorted]);
  const draw = useCallback((width: number, colours: ChartColours) => importancePlot(top, width, colours), [top]);
  const summary = `Feature importance: ${top
    .slice(0, 3)
    .map(({ feature, share }) => `${feature} ${formatPercent(share, 'negative', 1)}`)
    .join(', ')}.`;
  return (
    <ChartFrame
      title={sorted.length > SHOWN ? `Feature importance (first ${SHOWN} of ${sorted.length})` : 'Feature importance'}
      summary={summary}
      chart={
        sorted.length === 0 ? (
          <p className="empty">This model has no feature shares.</p>
        ) : (
          <PlotFigure label={summary} draw={draw} />
        )
      }
      table={() => (
        <DataTable
          caption="Feature importance"
          rows={sorted}
          rowKey={(share) => share.feature}
          columns={[
            { key: 'feature', label: 'Feature', cell: (share) => share.feature },
            { key: 'share', label: 'Share', cell: (share) => formatPercent(share.share), numeric: true },
          ]}
        />
      )}
    />
  );
}
