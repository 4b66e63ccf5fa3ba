import { cell, text, type PlotOptions } from '@observablehq/plot';
import type { SearchSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable } from '../../components/index.ts';
import { formatNumber } from '../../format/index.ts';
import { parameterText, type ParameterValue } from '../parameter-text.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint } from '../plot-parts.ts';

type Surface = NonNullable<SearchSection['surface']>;

interface SurfaceCell {
  readonly x: string;
  readonly y: string;
  readonly score: number | null;
  readonly chosen: boolean;
}

const ROW_PX = 30;
/** Narrower cells have no room for their number. */
const TEXT_PX = 42;

function cellsOf({ x, y, score }: Surface, chosen: ReadonlyMap<string, ParameterValue>): SurfaceCell[] {
  return y.values.flatMap((yValue, row) =>
    x.values.map((xValue, column) => ({
      x: parameterText(xValue),
      y: parameterText(yValue),
      score: score[row]?.[column] ?? null,
      chosen: chosen.get(x.name) === xValue && chosen.get(y.name) === yValue,
    })),
  );
}

function surfacePlot(
  surface: Surface,
  cells: readonly SurfaceCell[],
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
              text: ({ score }: { score: number }) => formatNumber(score, 2),
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
  readonly objective: string;
  readonly chosen: SearchSection['best'][number]['parameters'];
}

/** Scores over two parameters: a good point among good ones is worth more than a peak that stands alone. */
export function SearchSurface({ surface, objective, chosen }: SearchSurfaceProps): ReactElement {
  const cells = useMemo(
    () => cellsOf(surface, new Map(chosen.map(({ name, value }) => [name, value]))),
    [surface, chosen],
  );
  const draw = useCallback(
    (width: number, colours: ChartColours) => surfacePlot(surface, cells, width, colours),
    [surface, cells],
  );
  const marked = cells.find((one) => one.chosen);
  const where =
    marked === undefined
      ? ''
      : ` The framed one was chosen: ${surface.x.name} ${marked.x}, ${surface.y.name} ${marked.y}, ${formatNumber(marked.score, 2)}.`;
  const summary = `${objective} by ${surface.x.name} and ${surface.y.name}, the best of all other parameters; empty where nothing was tried.${where}`;
  return (
    <ChartFrame
      title={`${objective} by ${surface.x.name} and ${surface.y.name}`}
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
              label: objective,
              cell: (one) => formatNumber(one.score, 3),
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
