import type { SearchSection } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { DataTable, Panel, Signed } from '../../components/index.ts';
import { formatCount, formatMoney, plural, type MoneyStyle } from '../../format/index.ts';
import { parametersText } from '../parameter-text.ts';
import { objectiveWords, scoreText } from './objective.ts';
import { SearchSurface } from './search-surface.tsx';

const METHODS = {
  grid: 'Every combination of a grid',
  random: 'Random draws',
  tpe: 'Draws near what did well (TPE)',
} as const;

interface SearchProps {
  readonly section: SearchSection;
  readonly money: MoneyStyle;
}

/** Which parameters were tried, and how the best of them did. */
export function Search({ section, money }: SearchProps): ReactElement | null {
  const { method, objective, trials, stoppedEarly, surface } = section;
  const best = section.best.map((one, index) => ({ ...one, rank: index + 1 }));
  const [first] = best;
  if (first === undefined) return null;
  return (
    <div className="pair">
      {surface === null ? null : (
        <SearchSurface surface={surface} objective={objective} money={money} chosen={first.parameters} />
      )}
      <Panel title={`Search: ${plural(trials, 'trial')}`}>
        <p className="hint-line">
          {METHODS[method]}, for the best {objectiveWords(objective)}; {formatCount(stoppedEarly)} were stopped early.
          Each of them counts as a trial.
        </p>
        <DataTable
          caption="Best trials, best first"
          rows={best}
          rowKey={({ rank }) => String(rank)}
          pageSize={8}
          columns={[
            { key: 'rank', label: '#', cell: ({ rank }) => rank, numeric: true },
            {
              key: 'parameters',
              label: 'Parameters',
              cell: ({ parameters }) => parametersText(parameters),
              wraps: true,
            },
            {
              key: 'score',
              label: objectiveWords(objective),
              cell: ({ score }) => scoreText(objective, score, money),
              numeric: true,
            },
            {
              key: 'trades',
              label: 'Trades',
              cell: ({ trades }) => formatCount(trades),
              numeric: true,
              wideOnly: true,
            },
            {
              key: 'net',
              label: `Net ${money.currency}`,
              cell: ({ net }) => <Signed value={net} text={formatMoney(net, money.minorDigits, 'always')} />,
              numeric: true,
            },
          ]}
        />
      </Panel>
    </div>
  );
}
