import { rectX, text, type PlotOptions } from '@observablehq/plot';
import type { WalkForwardSection } from '@pipwright/protocol';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { ChartColours } from '../../charts/colours.ts';
import { ChartFrame } from '../../charts/index.ts';
import { DataTable, Signed } from '../../components/index.ts';
import {
  formatCount,
  formatDate,
  formatDuration,
  formatMoney,
  formatPercent,
  plural,
  type MoneyStyle,
} from '../../format/index.ts';
import { usePreferences } from '../../settings/preferences-provider.tsx';
import { parametersText } from '../parameter-text.ts';
import { PlotFigure } from '../plot-figure.tsx';
import { faint, timeAxis } from '../plot-parts.ts';
import { objectiveWords, scoreText } from './objective.ts';

/** More folds than this get narrower rows. */
const MANY = 12;

type Fold = WalkForwardSection['folds'][number] & { readonly number: number };

function foldPlot(
  folds: readonly Fold[],
  objective: string,
  money: MoneyStyle,
  width: number,
  colours: ChartColours,
): PlotOptions {
  const date = (time: number): Date => new Date(time);
  const score = (value: number | null): string => scoreText(objective, value, money, 'always');
  return {
    height: 40 + folds.length * (folds.length > MANY ? 22 : 30),
    marginLeft: 34,
    marginTop: 4,
    x: timeAxis(width),
    y: { domain: folds.map(({ number }) => number), label: null, tickSize: 0, type: 'band', padding: 0.25 },
    marks: [
      rectX(folds, {
        x1: (fold: Fold) => date(fold.trainFrom),
        x2: (fold: Fold) => date(fold.trainTo),
        y: 'number',
        fill: faint(colours.muted, 0.35),
      }),
      rectX(folds, {
        x1: (fold: Fold) => date(fold.testFrom),
        x2: (fold: Fold) => date(fold.testTo),
        y: 'number',
        fill: (fold: Fold) => faint(fold.net >= 0 ? colours.up : colours.down, 0.75),
        title: (fold: Fold) => `${formatMoney(fold.net, money.minorDigits, 'always')} ${money.currency}`,
      }),
      text(folds, {
        x: (fold: Fold) => date((fold.trainFrom + fold.trainTo) / 2),
        y: 'number',
        text: (fold: Fold) => score(fold.trainScore),
        fill: colours.ink,
      }),
      text(folds, {
        x: (fold: Fold) => date((fold.testFrom + fold.testTo) / 2),
        y: 'number',
        text: (fold: Fold) => score(fold.testScore),
        fill: colours.ink,
        fontWeight: 650,
      }),
    ],
  };
}

interface FoldTableProps {
  readonly folds: readonly Fold[];
  readonly objective: string;
  readonly money: MoneyStyle;
}

function FoldTable({ folds, objective, money }: FoldTableProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const range = (from: number, to: number): string => `${formatDate(from, zone)} to ${formatDate(to, zone)}`;
  return (
    <DataTable
      caption="Folds of the walk-forward"
      rows={folds}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'number', label: '#', cell: ({ number }) => number, numeric: true },
        { key: 'train', label: 'Trained on', cell: (fold) => range(fold.trainFrom, fold.trainTo), wideOnly: true },
        { key: 'test', label: 'Tested on', cell: (fold) => range(fold.testFrom, fold.testTo), wraps: true },
        { key: 'parameters', label: 'Chosen', cell: (fold) => parametersText(fold.parameters), wraps: true },
        { key: 'trials', label: 'Trials', cell: ({ trials }) => formatCount(trials), numeric: true, wideOnly: true },
        {
          key: 'trainScore',
          label: 'Trained',
          cell: (fold) => scoreText(objective, fold.trainScore, money),
          numeric: true,
        },
        {
          key: 'testScore',
          label: 'Tested',
          cell: (fold) => scoreText(objective, fold.testScore, money),
          numeric: true,
        },
        { key: 'trades', label: 'Trades', cell: ({ trades }) => formatCount(trades), numeric: true, wideOnly: true },
        {
          key: 'net',
          label: `Net ${money.currency}`,
          cell: ({ net }) => <Signed value={net} text={formatMoney(net, money.minorDigits, 'always')} />,
          numeric: true,
        },
      ]}
    />
  );
}

interface WalkForwardProps {
  readonly section: WalkForwardSection;
  readonly money: MoneyStyle;
}

/** Parameters chosen on one part of the history and traded on the next, again and again. */
export function WalkForward({ section, money }: WalkForwardProps): ReactElement | null {
  const { mode, purgeMs, objective, efficiency } = section;
  const folds = useMemo(() => section.folds.map((fold, index) => ({ ...fold, number: index + 1 })), [section.folds]);
  const draw = useCallback(
    (width: number, colours: ChartColours) => foldPlot(folds, objective, money, width, colours),
    [folds, objective, money],
  );
  if (folds.length === 0) return null;
  const won = folds.filter(({ net }) => net > 0).length;
  const kept = efficiency === null ? 'N/A' : formatPercent(efficiency, 'negative', 0);
  const summary = `${plural(folds.length, 'fold')} (${mode}, ${formatDuration(purgeMs)} left out between the parts): ${won} of them earned money on the part that was not seen. Of the ${objectiveWords(objective)} found on the grey parts, ${kept} was kept on the coloured ones.`;
  const table = <FoldTable folds={folds} objective={objective} money={money} />;
  return (
    <ChartFrame
      title="Walk-forward"
      summary={summary}
      chart={
        <>
          <p className="hint-line">{summary}</p>
          <PlotFigure label={summary} draw={draw} />
          {table}
        </>
      }
      table={() => table}
    />
  );
}
