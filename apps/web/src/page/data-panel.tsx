import type { PlatformState } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { formatCount, formatDate } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

/** Which candles the platform holds and where they come from. */
export function DataPanel({ state }: { readonly state: PlatformState }): ReactElement {
  const { zone } = usePreferences().preferences;
  const { series, simulated } = state;
  return (
    <Panel title="Data">
      {simulated ? (
        <p className="notice warn" role="note">
          <strong>SIMULATED MARKET.</strong> These prices are made up. Import real ones:{' '}
          <code>pipwright import FILE</code>
        </p>
      ) : null}
      {series.length === 0 ? (
        <p className="empty">No candles are stored.</p>
      ) : (
        <div className="table-scroll">
          <table className="plain">
            <caption className="visually-hidden">Stored series of candles</caption>
            <thead>
              <tr>
                <th scope="col">Series</th>
                <th scope="col" className="numeric">
                  Candles
                </th>
                <th scope="col">From – to</th>
              </tr>
            </thead>
            <tbody>
              {series.map(({ symbol, timeframe, count, firstTime, lastTime, sources, assumedAsk }) => (
                <tr key={`${symbol} ${timeframe}`}>
                  <th scope="row">
                    {symbol} {timeframe}
                    <span className="soft block">{sources.join(', ') || 'unknown source'}</span>
                  </th>
                  <td className="numeric">
                    {formatCount(count)}
                    {assumedAsk > 0 ? (
                      <span className="warn-text block">▲ {formatCount(assumedAsk)} with assumed spread</span>
                    ) : null}
                  </td>
                  <td className="number">
                    {formatDate(firstTime, zone)} <span className="block">{formatDate(lastTime, zone)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
