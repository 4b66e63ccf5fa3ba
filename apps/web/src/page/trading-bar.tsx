import type { PlatformState } from '@pipwright/protocol';
import { useState, type ReactElement } from 'react';
import { ConfirmDialog } from '../components/index.ts';
import { plural } from '../format/index.ts';
import type { Control } from './use-control.ts';

interface TradingBarProps {
  readonly trading: PlatformState['trading'];
  readonly positions: number;
  readonly control: Control;
  readonly connected: boolean;
}

/** Stops and re-arms the opening of positions, and closes everything after a confirmation. */
export function TradingBar({ trading, positions, control, connected }: TradingBarProps): ReactElement {
  const [confirming, setConfirming] = useState(false);
  return (
    <section className="trading" aria-label="Trading switch">
      <p className={`switch-state ${trading.armed ? 'armed' : 'stopped'}`}>
        <strong>
          <span aria-hidden="true">{trading.armed ? '●' : '■'}</span> {trading.armed ? 'Armed' : 'Stopped'}
        </strong>
        <span>
          {trading.armed ? trading.reason || 'New positions may be opened.' : `No new positions. ${trading.reason}`}
        </span>
      </p>
      <div className="button-row">
        {trading.armed ? (
          <button type="button" disabled={!connected} onClick={() => control({ action: 'stop-opening' })}>
            Stop opening
          </button>
        ) : (
          <button type="button" className="primary" disabled={!connected} onClick={() => control({ action: 're-arm' })}>
            Re-arm
          </button>
        )}
        <button type="button" className="danger" disabled={!connected} onClick={() => setConfirming(true)}>
          Flatten …
        </button>
      </div>
      <p className="hint">Stopping never closes positions: they keep their stops. Flatten closes them.</p>
      {confirming ? (
        <ConfirmDialog
          title="Flatten the account?"
          confirmLabel={positions === 0 ? 'Stop opening' : `Close ${plural(positions, 'position')}`}
          onConfirm={() => control({ action: 'flatten' })}
          onClose={() => setConfirming(false)}
        >
          <p>
            Opening stops now, and{' '}
            {positions === 0 ? 'nothing is open to close' : `${plural(positions, 'open position')} will be closed`} at
            the next candle, at the price of that moment. It stays stopped until you re-arm.
          </p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
