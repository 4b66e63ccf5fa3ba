import type { JobMessage, JobRequest, SeriesStatusMessage } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { Panel } from '../../components/index.ts';
import { forgetJobs } from '../../live/requests.ts';
import { BacktestDialog } from './backtest-dialog.tsx';
import { JobRow } from './job-row.tsx';

const SHOWN = 10;

interface BacktestsPanelProps {
  /** Newest first. */
  readonly jobs: readonly JobMessage[];
  /** What was stored when the platform was started. */
  readonly series: readonly SeriesStatusMessage[];
}

/** What the dialog is open with; null where it is closed. */
type Asking = { readonly again: JobRequest | null } | null;

const isOver = ({ state }: JobMessage): boolean => state !== 'queued' && state !== 'running';

/** Backtests, searches and walk-forwards that were asked for from the page, with how far they are. */
export function BacktestsPanel({ jobs, series }: BacktestsPanelProps): ReactElement {
  const [asking, setAsking] = useState<Asking>(null);
  const [all, setAll] = useState(false);
  const shown = all ? jobs : jobs.filter((job, index) => index < SHOWN || !isOver(job));
  return (
    <Panel
      title="Backtests"
      tools={
        <>
          {jobs.some(isOver) ? (
            <button type="button" className="quiet" onClick={() => void forgetJobs()}>
              Remove what has ended
            </button>
          ) : null}
          <button type="button" className="primary" onClick={() => setAsking({ again: null })}>
            New backtest
          </button>
        </>
      }
    >
      {jobs.length === 0 ? (
        <p className="empty">
          Nothing is listed here. Choose a strategy and see what it would have earned after costs, and how far that is
          luck. What has run is kept under “Runs and reports”.
        </p>
      ) : (
        <ul className="jobs">
          {shown.map((job) => (
            <JobRow key={job.id} job={job} onAgain={() => setAsking({ again: job.request })} />
          ))}
        </ul>
      )}
      {jobs.length > shown.length || all ? (
        <button type="button" className="quiet show-all" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${jobs.length}`}
        </button>
      ) : null}
      {asking === null ? null : <BacktestDialog series={series} again={asking.again} onClose={() => setAsking(null)} />}
    </Panel>
  );
}
