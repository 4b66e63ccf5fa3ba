import type { JobMessage, JobOutcomeMessage } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { Signed } from '../../components/index.ts';
import { formatMinute, formatMoney, plural } from '../../format/index.ts';
import { cancelJob, forgetJob, type RequestResult } from '../../live/requests.ts';
import { usePreferences } from '../../settings/preferences-provider.tsx';
import { jobDuration, KIND_WORDS, settingWords, STATE_WORDS } from './words.ts';

interface JobRowProps {
  readonly job: JobMessage;
  readonly onAgain: () => void;
}

/** How far a job is, in words for people and screen readers alike. */
function Progress({ job }: { readonly job: JobMessage }): ReactElement {
  const { doneFraction, msSpent, msLeft, step, title } = job;
  const percent = Math.floor(doneFraction * 100);
  // A search says itself how long it takes: it knows what an earlier run of it has left.
  const left = msLeft === null || step.endsWith('left') ? '' : `, about ${jobDuration(msLeft)} left`;
  return (
    <div className="job-progress">
      <progress max={1} value={doneFraction} aria-label={title} />
      <span className="soft">
        <span className="number">{percent} %</span> · {jobDuration(msSpent)} so far{left}
        {step === '' ? '' : ` · ${step}`}
      </span>
    </div>
  );
}

function Result({ outcome }: { readonly outcome: JobOutcomeMessage }): ReactElement {
  const { netProfit, currency, minorDigits, trades } = outcome;
  const text = `${formatMoney(netProfit, minorDigits, 'always')} ${currency}`;
  return (
    <>
      <Signed value={netProfit} text={text} arrow /> <span className="soft">in {plural(trades, 'trade')}.</span>{' '}
    </>
  );
}

/** What came of it: profit and verdict, or why there is none. */
function Outcome({ job }: { readonly job: JobMessage }): ReactElement | null {
  const { failure, outcome, headline } = job;
  if (failure !== null) {
    return (
      <p className="job-outcome bad-text">
        {failure.message} <span className="soft">{failure.action}</span>
      </p>
    );
  }
  if (outcome === null && headline === null) return null;
  return (
    <p className="job-outcome">
      {outcome === null ? null : <Result outcome={outcome} />}
      {headline}
    </p>
  );
}

function Actions({
  job,
  onAgain,
  onResult,
}: JobRowProps & { readonly onResult: (result: RequestResult<null>) => void }) {
  const name = `${KIND_WORDS[job.request.kind]} ${job.title}`;
  if (job.state === 'queued' || job.state === 'running') {
    return (
      <button
        type="button"
        className="quiet"
        aria-label={`Cancel ${name}`}
        disabled={job.step === 'stopping'}
        onClick={() => void cancelJob(job.id).then(onResult)}
      >
        Cancel
      </button>
    );
  }
  return (
    <>
      <button type="button" className="quiet" aria-label={`Run ${name} again`} onClick={onAgain}>
        Again …
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={`Remove ${name} from the list`}
        onClick={() => void forgetJob(job.id).then(onResult)}
      >
        Remove
      </button>
    </>
  );
}

/** One job: what it does, how far it is, what came of it, and how it is stopped or run again. */
export function JobRow({ job, onAgain }: JobRowProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const [problem, setProblem] = useState('');
  const { request, title, runId, state, askedAt, startedAt, finishedAt, msSpent } = job;
  const name = `${KIND_WORDS[request.kind]} ${title}`;
  const settings = settingWords(request);
  return (
    <li className="job" data-state={state}>
      <div className="job-head">
        <span className="job-title">
          {runId === null ? name : <a href={`/reports/${runId}`}>{name}</a>}
          <span className={`job-badge ${state}`}>{STATE_WORDS[state]}</span>
        </span>
        <span className="job-actions">
          <Actions
            job={job}
            onAgain={onAgain}
            onResult={(result) => setProblem(result.ok ? '' : result.failure.message)}
          />
        </span>
      </div>
      <p className="hint">
        <span className="number">{formatMinute(askedAt, zone)}</span>
        {finishedAt === null || startedAt === null ? '' : ` · took ${jobDuration(msSpent)}`}
        {settings === '' ? '' : ` · ${settings}`}
      </p>
      {state === 'running' ? <Progress job={job} /> : null}
      <Outcome job={job} />
      {problem === '' ? null : (
        <p role="alert" className="bad-text">
          {problem}
        </p>
      )}
    </li>
  );
}
