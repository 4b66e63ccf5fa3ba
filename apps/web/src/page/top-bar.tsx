import type { PlatformState } from '@pipwright/protocol';
import type { ReactElement, ReactNode } from 'react';
import { SettingsMenu } from '../settings/settings-menu.tsx';

interface TopBarProps {
  readonly state: PlatformState;
  /** Leads to the other parts of the page. */
  readonly links: ReactNode;
  /** Whether the page shows the account of the instrument. */
  readonly subject: boolean;
  readonly onShortcuts: () => void;
}

/** Name, instrument, settings, and what kind of account and market this is: always in sight. */
export function TopBar({ state, links, subject, onShortcuts }: TopBarProps): ReactElement {
  const { instrument, timeframe, mode, simulated } = state;
  return (
    <header className="top-bar">
      <title>
        {subject
          ? `${instrument.symbol} ${timeframe} · ${simulated ? 'simulated' : mode} · Pipwright`
          : 'Backtests · Pipwright'}
      </title>
      <div className="kind" role="note">
        <strong className="kind-account">{mode.toUpperCase()}</strong>
        <span>No real money. Orders go to a simulated account.</span>
        {simulated ? <strong className="kind-simulated">SIMULATED MARKET – not real prices</strong> : null}
      </div>
      <div className="top-row">
        <span className="brand">Pipwright</span>
        {links}
        <span className="subject">
          {subject ? (
            <>
              <strong>{instrument.symbol}</strong> {timeframe}
              <span className="subject-name"> · {instrument.description}</span>
            </>
          ) : null}
        </span>
        <SettingsMenu />
        <button type="button" className="quiet" onClick={onShortcuts} aria-keyshortcuts="?">
          Keys <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
    </header>
  );
}
