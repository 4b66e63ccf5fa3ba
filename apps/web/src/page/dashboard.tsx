import type { JobMessage, PlatformState } from '@pipwright/protocol';
import { useMemo, useState, type ReactElement } from 'react';
import { AccountPanel } from './account-panel.tsx';
import { BacktestsPanel } from './backtests/backtests-panel.tsx';
import { DataPanel } from './data-panel.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { EquityPanel } from './equity-panel.tsx';
import { Footer } from './footer.tsx';
import { LiveSummary } from './live-summary.tsx';
import { ModelPanel } from './model-panel.tsx';
import { PositionsPanel } from './positions-panel.tsx';
import { PricePanel } from './price-panel.tsx';
import { ReplayBar } from './replay-bar.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { TradesPanel } from './trades-panel.tsx';
import { TradingBar } from './trading-bar.tsx';
import { useControl } from './use-control.ts';
import { useShortcuts } from './use-shortcuts.ts';

interface DashboardProps {
  readonly state: PlatformState;
  readonly jobs: readonly JobMessage[];
  readonly connected: boolean;
}

/** Everything that the page shows once there are figures. */
export function Dashboard({ state, jobs, connected }: DashboardProps): ReactElement {
  const { control, failure, dismiss } = useControl();
  const [helping, setHelping] = useState(false);
  const [picking, setPicking] = useState(false);
  useShortcuts({
    playing: state.replay.playing,
    control,
    showShortcuts: () => setHelping(true),
    showIndicators: () => setPicking(true),
  });
  const { currency, minorDigits } = state.account;
  const money = useMemo(() => ({ currency, minorDigits }), [currency, minorDigits]);
  return (
    <>
      <TopBar state={state} onShortcuts={() => setHelping(true)} />
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
      <main id="main" className="dashboard" tabIndex={-1}>
        <h1 className="visually-hidden">
          {state.instrument.symbol} on a {state.mode} account
        </h1>
        <div className="controls">
          <ReplayBar replay={state.replay} control={control} connected={connected} />
          <TradingBar
            trading={state.trading}
            positions={state.positions.length}
            control={control}
            connected={connected}
          />
        </div>
        <div className="column main-column">
          <PricePanel state={state} picking={picking} onPick={setPicking} />
          <PositionsPanel
            positions={state.positions}
            instrument={state.instrument}
            money={money}
            replay={state.replay}
            decisions={state.decisions}
          />
          <TradesPanel state={state} money={money} />
          <DecisionsPanel decisions={state.decisions} />
        </div>
        <div className="column side-column">
          <AccountPanel account={state.account} />
          <EquityPanel equity={state.equity} money={money} />
          <ModelPanel model={state.model} />
          <DataPanel state={state} />
          <BacktestsPanel jobs={jobs} series={state.series} />
          <RunsPanel refresh={`${state.run.id} ${jobs.filter(({ runId }) => runId !== null).length}`} />
        </div>
      </main>
      <Footer state={state} />
      <LiveSummary state={state} />
      {helping ? <ShortcutsDialog onClose={() => setHelping(false)} /> : null}
    </>
  );
}
