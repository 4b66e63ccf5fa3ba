import type { RunSummaryMessage } from '@pipwright/protocol';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { formatMinute, humanName } from '../format/index.ts';
import { fetchRuns, type RequestResult } from '../live/requests.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

const SHOWN = 8;
/** More curves than this cannot be told apart in one chart. */
const COMPARED_MAX = 6;

interface RunProps {
  readonly run: RunSummaryMessage;
  readonly chosen: boolean;
  /** `null` where no more can be chosen. */
  readonly onChoose: ((chosen: boolean) => void) | null;
}

function Run({ run, chosen, onChoose }: RunProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const title = `${humanName(run.kind)} ${run.symbol} ${run.timeframe}`;
  return (
    <li>
      {run.report === null ? (
        <span>{title}</span>
      ) : (
        <>
          <input
            type="checkbox"
            aria-label={`Compare ${run.id}`}
            checked={chosen}
            disabled={!chosen && onChoose === null}
            onChange={(event) => onChoose?.(event.target.checked)}
          />{' '}
          <a href={run.report}>{title}</a>
        </>
      )}
      <span className="soft number"> {formatMinute(run.startedAt, zone)}</span>
      <span className="soft block">
        {run.verdict ?? (run.finished ? 'Finished without a verdict' : 'Not finished')}
      </span>
    </li>
  );
}

function RunList({ runs }: { readonly runs: readonly RunSummaryMessage[] }): ReactElement {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [all, setAll] = useState(false);
  const known = chosen.filter((id) => runs.some((run) => run.id === id));
  const isFull = known.length >= COMPARED_MAX;
  return (
    <>
      <ul className="runs">
        {runs.slice(0, all ? runs.length : SHOWN).map((run) => (
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
        {known.length < 2 ? (
          <span className="soft">Mark two or more runs to compare them.</span>
        ) : (
          <a className="button" href={`/compare?runs=${known.map(encodeURIComponent).join(',')}`}>
            Compare {known.length} runs
          </a>
        )}
        {runs.length > SHOWN ? (
          <button type="button" className="quiet" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${runs.length}`}
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
        <p className="empty">
          No run yet. <code>pipwright backtest EURUSD --timeframe H1</code> makes the first report.
        </p>
      ) : null}
      {runs?.ok === true && runs.value.length > 0 ? <RunList runs={runs.value} /> : null}
    </Panel>
  );
}
