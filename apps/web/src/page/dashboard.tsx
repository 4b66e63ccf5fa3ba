import type { JobMessage, PlatformState } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { AccountView } from './account-view.tsx';
import { BacktestsView } from './backtests/backtests-view.tsx';
import { JobAnnouncer } from './backtests/job-announcer.tsx';
import { Footer } from './footer.tsx';
import { LiveSummary } from './live-summary.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useControl } from './use-control.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { ViewLinks } from './view-links.tsx';
import { useView } from './view.ts';

interface DashboardProps {
  readonly state: PlatformState;
  /** Null before the server has told of them. */
  readonly jobs: readonly JobMessage[] | null;
  readonly connected: boolean;
}

/** Everything that the page shows once there are figures. */
export function Dashboard({ state, jobs, connected }: DashboardProps): ReactElement {
  const { control, failure, dismiss } = useControl();
  const [helping, setHelping] = useState(false);
  const [picking, setPicking] = useState(false);
  const view = useView();
  useShortcuts({
    replay: view === 'account',
    playing: state.replay.playing,
    control,
    showShortcuts: () => setHelping(true),
    showIndicators: () => setPicking(true),
  });
  return (
    <>
      <TopBar
        state={state}
        links={<ViewLinks view={view} jobs={jobs ?? []} />}
        subject={view === 'account'}
        onShortcuts={() => setHelping(true)}
      />
      {failure === null ? null : (
        <div role="alert" className="notice bad">
          <span>
            <strong>{failure.message}</strong> {failure.action}
          </span>
          <button type="button" onClick={dismiss}>
            Dismiss
          </button>
        </div>
      )}
      {view === 'account' ? (
        <AccountView state={state} connected={connected} control={control} picking={picking} onPick={setPicking} />
      ) : (
        <BacktestsView state={state} jobs={jobs ?? []} />
      )}
      <Footer state={state} />
      {view === 'account' ? <LiveSummary state={state} /> : null}
      {jobs === null ? null : <JobAnnouncer jobs={jobs} />}
      {helping ? <ShortcutsDialog onClose={() => setHelping(false)} /> : null}
    </>
  );
}
