import type { JobMessage, SeriesStatusMessage } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { Panel } from '../../components/index.ts';
import { BacktestDialog } from './backtest-dialog.tsx';
import { JobRow } from './job-row.tsx';

const SHOWN = 6;

interface BacktestsPanelProps {
  readonly jobs: readonly JobMessage[];
  readonly series: readonly SeriesStatusMessage[];
}

/** Backtests, searches and walk-forwards that were asked for from the page, with how far they are. */
export function BacktestsPanel({ jobs, series }: BacktestsPanelProps): ReactElement {
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);
  return (
    <Panel
      title="Backtests"
      tools={
        <button type="button" className="primary" disabled={series.length === 0} onClick={() => setAsking(true)}>
          New backtest
        </button>
      }
    >
      {jobs.length === 0 ? (
        <p className="empty">
          {series.length === 0
            ? 'There are no stored candles yet: import some to run a strategy on them.'
            : 'Nothing was asked for yet. Choose a strategy and see what it would have earned after costs.'}
        </p>
      ) : (
        <ul className="jobs">
          {jobs.slice(0, all ? jobs.length : SHOWN).map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
      {jobs.length > SHOWN ? (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${jobs.length}`}
        </button>
      ) : null}
      {asking ? <BacktestDialog series={series} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
}
