import type { JobMessage } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { formatDuration, formatMinute } from '../../format/index.ts';
import { cancelJob } from '../../live/requests.ts';
import { usePreferences } from '../../settings/preferences-provider.tsx';

const STATES: Readonly<Record<JobMessage['state'], string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const KINDS: Readonly<Record<JobMessage['request']['kind'], string>> = {
  backtest: 'Backtest',
  search: 'Search',
  'walk-forward': 'Walk-forward',
};

/** How far a job is, in words for people and screen readers alike. */
function Progress({ job }: { readonly job: JobMessage }): ReactElement {
  const percent = Math.floor(job.doneFraction * 100);
  const left = job.msLeft === null ? '' : `, about ${formatDuration(job.msLeft)} left`;
  return (
    <div className="job-progress">
      <progress max={1} value={job.doneFraction} aria-label={`${job.title}: ${percent} %`} />
      <span className="soft number">
        {percent} %{left}
        {job.step === '' ? '' : ` · ${job.step}`}
      </span>
    </div>
  );
}

function Outcome({ job }: { readonly job: JobMessage }): ReactElement | null {
  if (job.failure !== null) {
    return (
      <span className="block bad-text">
        {job.failure.message} <span className="soft">{job.failure.action}</span>
      </span>
    );
  }
  if (job.headline !== null) return <span className="soft block">{job.headline}</span>;
  return null;
}

/** One job: what it does, how far it is, what came of it, and how it is stopped. */
export function JobRow({ job }: { readonly job: JobMessage }): ReactElement {
  const { zone } = usePreferences().preferences;
  const [problem, setProblem] = useState('');
  const isOpen = job.state === 'queued' || job.state === 'running';
  const title = `${KINDS[job.request.kind]} ${job.title}`;
  return (
    <li className="job" data-state={job.state}>
      <div className="job-head">
        <span>
          {job.runId === null ? title : <a href={`/reports/${job.runId}`}>{title}</a>}
          <span className="soft number"> {formatMinute(job.askedAt, zone)}</span>
        </span>
        <span className="job-state">
          <span className={`job-badge ${job.state}`}>{STATES[job.state]}</span>
          {isOpen ? (
            <button
              type="button"
              className="quiet"
              aria-label={`Cancel ${title}`}
              onClick={() =>
                void cancelJob(job.id).then((result) => setProblem(result.ok ? '' : result.failure.message))
              }
            >
              Cancel
            </button>
          ) : null}
        </span>
      </div>
      {job.state === 'running' ? <Progress job={job} /> : null}
      <Outcome job={job} />
      {problem === '' ? null : <span className="block bad-text">{problem}</span>}
    </li>
  );
}
