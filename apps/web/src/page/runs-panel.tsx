import type { RunSummaryMessage } from '@pipwright/protocol';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { formatMinute, humanName } from '../format/index.ts';
import { fetchRuns, type RequestResult } from '../live/requests.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

const SHOWN = 8;

function Run({ run }: { readonly run: RunSummaryMessage }): ReactElement {
  const { zone } = usePreferences().preferences;
  const title = `${humanName(run.kind)} ${run.symbol} ${run.timeframe}`;
  return (
    <li>
      {run.report === null ? <span>{title}</span> : <a href={run.report}>{title}</a>}
      <span className="soft number"> {formatMinute(run.startedAt, zone)}</span>
      <span className="soft block">
        {run.verdict ?? (run.finished ? 'Finished without a verdict' : 'Not finished')}
      </span>
    </li>
  );
}

/** Earlier runs and their reports; asked for again when a new run starts. */
export function RunsPanel({ runId }: { readonly runId: string }): ReactElement {
  const [runs, setRuns] = useState<RequestResult<RunSummaryMessage[]> | null>(null);
  const load = useCallback(() => void fetchRuns().then(setRuns), []);
  useEffect(load, [load, runId]);
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
      {runs?.ok === true && runs.value.length > 0 ? (
        <ul className="runs">
          {runs.value.slice(0, SHOWN).map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
