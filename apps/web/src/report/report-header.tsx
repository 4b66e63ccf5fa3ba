import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { formatDate, formatDuration, formatMoney, formatTime } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { SettingsMenu } from '../settings/settings-menu.tsx';
import { usePrint } from './use-print.ts';

/** What was run, on what, when. */
export function ReportHeader({ report }: { readonly report: ReportDocument }): ReactElement {
  const { zone } = usePreferences().preferences;
  const print = usePrint();
  const { title, instrument, timeframe, from, to, generatedAt, simulated, initialBalance, minorDigits, currency } =
    report;
  return (
    <header className="report-header">
      {simulated ? (
        <div className="kind" role="note">
          <strong className="kind-simulated">SIMULATED MARKET – not real prices</strong>
          <span>These results say nothing about any real market.</span>
        </div>
      ) : null}
      <div className="report-title">
        <div>
          <p className="brand">Pipwright report</p>
          <h1>{title}</h1>
          <p className="soft">
            {instrument.symbol} {timeframe} · {instrument.description} · {formatDate(from, zone)} to{' '}
            {formatDate(to, zone)} ({formatDuration(to - from)}) · started with{' '}
            {formatMoney(initialBalance, minorDigits)} {currency} · written {formatTime(generatedAt, zone)}
          </p>
        </div>
        <div className="report-tools">
          <SettingsMenu />
          <button type="button" className="quiet" onClick={print}>
            Print
          </button>
        </div>
      </div>
    </header>
  );
}
