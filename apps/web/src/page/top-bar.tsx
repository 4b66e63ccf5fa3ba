import type { PlatformState } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { SettingsMenu } from '../settings/settings-menu.tsx';

interface TopBarProps {
  readonly state: PlatformState;
  readonly onShortcuts: () => void;
}

/** Name, instrument, settings, and what kind of account and market this is: always in sight. */
export function TopBar({ state, onShortcuts }: TopBarProps): ReactElement {
  const { instrument, timeframe, mode, simulated } = state;
  return (
    <header className="top-bar">
      <title>{`${instrument.symbol} ${timeframe} · ${simulated ? 'simulated' : mode} · Pipwright`}</title>
      <div className="kind" role="note">
        <strong className="kind-account">{mode.toUpperCase()}</strong>
        <span>No real money. Orders go to a simulated account.</span>
        {simulated ? <strong className="kind-simulated">SIMULATED MARKET – not real prices</strong> : null}
      </div>
      <div className="top-row">
        <span className="brand">Pipwright</span>
        <span className="subject">
          <strong>{instrument.symbol}</strong> {timeframe}
          <span className="subject-name"> · {instrument.description}</span>
        </span>
        <SettingsMenu />
        <button type="button" className="quiet" onClick={onShortcuts} aria-keyshortcuts="?">
          Keys <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
    </header>
  );
}
