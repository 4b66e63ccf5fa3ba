import { cell, text, type PlotOptions } from '@observablehq/plot';
import type { SearchSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable } from '../../components/index.ts';
import type { MoneyStyle } from '../../format/index.ts';
import { parameterText } from '../parameter-text.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint } from '../plot-parts.ts';
import { objectiveWords, scoreText } from './objective.ts';
import { surfaceCells, type SurfaceCell } from './surface-cells.ts';

type Surface = NonNullable<SearchSection['surface']>;

const ROW_PX = 30;
/** Narrower cells have no room for their number. */
const TEXT_PX = 42;

function surfacePlot(
  surface: Surface,
  cells: readonly SurfaceCell[],
  scored: (score: number | null) => string,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const known = cells.filter((one): one is SurfaceCell & { score: number } => one.score !== null);
  const most = Math.max(1e-12, ...known.map(({ score }) => Math.abs(score)));
  const roomy = (width - 70) / surface.x.values.length >= TEXT_PX;
  const place = { x: 'x', y: 'y' } as const;
  return {
    height: 52 + surface.y.values.length * ROW_PX,
    marginLeft: 60,
    marginBottom: 40,
    x: { domain: surface.x.values.map(parameterText), label: surface.x.name, labelArrow: 'none', tickSize: 0 },
    y: {
      domain: surface.y.values.map(parameterText).reverse(),
      label: surface.y.name,
      labelArrow: 'none',
      tickSize: 0,
    },
    marks: [
      cell(cells, { ...place, fill: colours.grid, inset: 1 }),
      cell(known, {
        ...place,
        inset: 1,
        fill: ({ score }: { score: number }) =>
          faint(score >= 0 ? colours.up : colours.down, (Math.abs(score) / most) * 0.85),
      }),
      cell(
        cells.filter(({ chosen }) => chosen),
        { ...place, inset: 1.5, stroke: colours.ink, strokeWidth: 3, fill: 'none' },
      ),
      ...(roomy
        ? [
            text(known, {
              ...place,
              text: ({ score }: { score: number }) => scored(score),
              fill: colours.ink,
              fontSize: 11,
            }),
          ]
        : []),
    ],
  };
}

interface SearchSurfaceProps {
  readonly surface: Surface;
  /** As the search calls it. */
  readonly objective: string;
  readonly money: MoneyStyle;
  readonly chosen: SearchSection['best'][number]['parameters'];
}

/** Scores over two parameters: a good point among good ones is worth more than a peak that stands alone. */
export function SearchSurface({ surface, objective, money, chosen }: SearchSurfaceProps): ReactElement {
  const words = objectiveWords(objective);
  const scored = useCallback((score: number | null) => scoreText(objective, score, money), [objective, money]);
  const cells = useMemo(
    () => surfaceCells(surface, new Map(chosen.map(({ name, value }) => [name, value]))),
    [surface, chosen],
  );
  const draw = useCallback(
    (width: number, colours: ChartColours) => surfacePlot(surface, cells, scored, width, colours),
    [surface, cells, scored],
  );
  const marked = cells.find((one) => one.chosen);
  const where = marked === undefined ? '' : ` What was chosen lies in the framed one.`;
  const summary = `${words} by ${surface.x.name} and ${surface.y.name}, the best of all other parameters; empty where nothing was tried.${where}`;
  return (
    <ChartFrame
      title={`${words} by ${surface.x.name} and ${surface.y.name}`}
      summary={summary}
      chart={
        <>
          <PlotFigure label={summary} draw={draw} />
          <p className="hint-line">{summary}</p>
        </>
      }
      table={() => (
        <DataTable
          caption={summary}
          rows={cells.filter(({ score }) => score !== null)}
          rowKey={(one) => `${one.x}|${one.y}`}
          columns={[
            { key: 'x', label: surface.x.name, cell: (one) => one.x, numeric: true },
            { key: 'y', label: surface.y.name, cell: (one) => one.y, numeric: true },
            {
              key: 'score',
              label: words,
              cell: (one) => scored(one.score),
              sortValue: (one) => one.score ?? 0,
              numeric: true,
            },
            { key: 'chosen', label: '', cell: (one) => (one.chosen ? 'chosen' : '') },
          ]}
        />
      )}
    />
  );
}
