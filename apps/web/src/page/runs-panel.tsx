import type { RunSummaryMessage } from '@pipwright/protocol';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Choice, Panel } from '../components/index.ts';
import { formatMinute } from '../format/index.ts';
import { fetchRuns, type RequestResult } from '../live/requests.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

const SHOWN = 8;
/** More curves than this cannot be told apart in one chart. */
const COMPARED_MAX = 6;

type Kind = RunSummaryMessage['kind'];

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  backtest: 'Backtest',
  search: 'Search',
  'walk-forward': 'Walk-forward',
  train: 'Training',
  paper: 'Paper account',
};
const KINDS_WORDS: Readonly<Record<Kind | 'all', string>> = {
  all: 'All',
  backtest: 'Backtests',
  search: 'Searches',
  'walk-forward': 'Walk-forwards',
  train: 'Trainings',
  paper: 'Paper accounts',
};

interface RunProps {
  readonly run: RunSummaryMessage;
  readonly chosen: boolean;
  /** `null` where no more can be chosen. */
  readonly onChoose: ((chosen: boolean) => void) | null;
}

function Run({ run, chosen, onChoose }: RunProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const { id, kind, strategy, symbol, timeframe, report, startedAt, verdict, finished } = run;
  const title = [KIND_WORDS[kind], strategy, symbol, timeframe].filter((word) => word !== null).join(' ');
  return (
    <li className="run">
      {report === null ? (
        <span />
      ) : (
        <input
          type="checkbox"
          aria-label={`Compare ${title}, ${id}`}
          checked={chosen}
          disabled={!chosen && onChoose === null}
          onChange={(event) => onChoose?.(event.target.checked)}
        />
      )}
      <span>
        {report === null ? title : <a href={report}>{title}</a>}
        <span className="soft number"> {formatMinute(startedAt, zone)}</span>
        <span className="soft block">{verdict ?? (finished ? 'Finished without a verdict' : 'Not finished')}</span>
      </span>
    </li>
  );
}

/** What can be done with the runs that were marked. */
function Comparison({ chosen, onClear }: { readonly chosen: readonly string[]; readonly onClear: () => void }) {
  if (chosen.length === 0) return <span className="soft">Mark two or more runs to compare them.</span>;
  return (
    <>
      {chosen.length === 1 ? (
        <span className="soft">Mark another one.</span>
      ) : (
        <a className="button" href={`/compare?runs=${chosen.map(encodeURIComponent).join(',')}`}>
          Compare {chosen.length} runs
        </a>
      )}
      <button type="button" className="quiet" onClick={onClear}>
        Clear
      </button>
    </>
  );
}

function RunList({ runs }: { readonly runs: readonly RunSummaryMessage[] }): ReactElement {
  const [kind, setKind] = useState<Kind | 'all'>('all');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [all, setAll] = useState(false);
  const kinds = new Set(runs.map((run) => run.kind));
  const words = Object.fromEntries(
    Object.entries(KINDS_WORDS).filter(([one]) => one === 'all' || kinds.has(one as Kind)),
  ) as Record<Kind | 'all', string>;
  const wanted = kind === 'all' || !kinds.has(kind) ? runs : runs.filter((run) => run.kind === kind);
  const known = chosen.filter((id) => runs.some((run) => run.id === id));
  const isFull = known.length >= COMPARED_MAX;
  return (
    <>
      {kinds.size < 2 ? null : (
        <p className="runs-filter">
          <Choice label="Show" value={kind} words={words} onChange={setKind} />
        </p>
      )}
      <ul className="runs">
        {wanted.slice(0, all ? wanted.length : SHOWN).map((run) => (
          <Run
            key={run.id}
            run={run}
            chosen={known.includes(run.id)}
            onChoose={
              isFull && !known.includes(run.id)
                ? null
                : (add) => setChosen(add ? [...known, run.id] : known.filter((id) => id !== run.id))
            }
          />
        ))}
      </ul>
      <p className="runs-compare">
        <Comparison chosen={known} onClear={() => setChosen([])} />
        {wanted.length > SHOWN ? (
          <button type="button" className="quiet" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${wanted.length}`}
          </button>
        ) : null}
      </p>
    </>
  );
}

/** Earlier runs and their reports; asked for again when `refresh` changes. */
export function RunsPanel({ refresh }: { readonly refresh: string }): ReactElement {
  const [runs, setRuns] = useState<RequestResult<RunSummaryMessage[]> | null>(null);
  const load = useCallback(() => void fetchRuns().then(setRuns), []);
  useEffect(load, [load, refresh]);
  return (
    <Panel
      title="Runs and reports"
      tools={
        <button type="button" className="quiet" onClick={load}>
          Refresh
        </button>
      }
    >
      {runs === null ? <p className="empty">Asking the server …</p> : null}
      {runs?.ok === false ? (
        <p className="empty">
          {runs.failure.message} {runs.failure.action}
        </p>
      ) : null}
      {runs?.ok === true && runs.value.length === 0 ? (
        <p className="empty">No run yet. The first backtest makes the first report.</p>
      ) : null}
      {runs?.ok === true && runs.value.length > 0 ? <RunList runs={runs.value} /> : null}
    </Panel>
  );
}
