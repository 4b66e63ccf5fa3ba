import type { ReactElement } from 'react';
import { useLive } from '../live/use-live.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { Dashboard } from './dashboard.tsx';
import { Waiting } from './waiting.tsx';

/** The live page. */
export function App(): ReactElement {
  const { jobs, state, status } = useLive();
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the figures
      </a>
      <ConnectionNotice status={status} hasFigures={state !== null} />
      {state === null ? <Waiting /> : <Dashboard state={state} jobs={jobs} connected={status.kind === 'live'} />}
    </>
  );
}
