import type { PlatformState } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { AccountPanel } from './account-panel.tsx';
import { DataPanel } from './data-panel.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { EquityPanel } from './equity-panel.tsx';
import { ModelPanel } from './model-panel.tsx';
import { PositionsPanel } from './positions-panel.tsx';
import { PricePanel } from './price-panel.tsx';
import { ReplayBar } from './replay-bar.tsx';
import { TradesPanel } from './trades-panel.tsx';
import { TradingBar } from './trading-bar.tsx';
import type { Control } from './use-control.ts';

interface AccountViewProps {
  readonly state: PlatformState;
  readonly connected: boolean;
  readonly control: Control;
  /** Whether the list of indicators is open. */
  readonly picking: boolean;
  readonly onPick: (picking: boolean) => void;
}

/** The paper account: prices, positions, decisions, and how it is steered. */
export function AccountView({ state, connected, control, picking, onPick }: AccountViewProps): ReactElement {
  const { currency, minorDigits } = state.account;
  const money = useMemo(() => ({ currency, minorDigits }), [currency, minorDigits]);
  const { positions, instrument, replay, decisions } = state;
  return (
    <main id="main" className="dashboard" tabIndex={-1}>
      <h1 className="visually-hidden">
        {instrument.symbol} on a {state.mode} account
      </h1>
      <div className="controls">
        <ReplayBar replay={replay} control={control} connected={connected} />
        <TradingBar trading={state.trading} positions={positions.length} control={control} connected={connected} />
      </div>
      <div className="column main-column">
        <PricePanel state={state} picking={picking} onPick={onPick} />
        <PositionsPanel
          positions={positions}
          instrument={instrument}
          money={money}
          replay={replay}
          decisions={decisions}
        />
        <TradesPanel state={state} money={money} />
        <DecisionsPanel decisions={decisions} />
      </div>
      <div className="column side-column">
        <AccountPanel account={state.account} />
        <EquityPanel equity={state.equity} money={money} />
        <ModelPanel model={state.model} />
        <DataPanel state={state} />
      </div>
    </main>
  );
}
