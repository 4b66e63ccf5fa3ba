import type { JobMessage, PlatformState } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { DataPanel } from '../data-panel.tsx';
import { RunsPanel } from '../runs-panel.tsx';
import { BacktestsPanel } from './backtests-panel.tsx';

interface BacktestsViewProps {
  readonly state: PlatformState;
  readonly jobs: readonly JobMessage[];
}

/** Everything about runs over the past: what is asked for, what there is, and the candles that it rests on. */
export function BacktestsView({ state, jobs }: BacktestsViewProps): ReactElement {
  const made = jobs.filter(({ runId }) => runId !== null).length;
  return (
    <main id="main" className="dashboard" tabIndex={-1}>
      <h1 className="visually-hidden">Backtests</h1>
      <div className="column main-column">
        <BacktestsPanel jobs={jobs} series={state.simulated ? [] : state.series} />
      </div>
      <div className="column side-column">
        <RunsPanel refresh={`${state.run.id} ${made}`} />
        <DataPanel state={state} />
      </div>
    </main>
  );
}
