import type { FeatureSheet } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { formatDate, formatLongTime, plural } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { SettingsMenu } from '../settings/settings-menu.tsx';

/** Which candle, from when on its row may be used, and what it is compared with. */
export function SheetHeader({ sheet }: { readonly sheet: FeatureSheet }): ReactElement {
  const { zone } = usePreferences().preferences;
  const { instrument, timeframe, time, availableAt, rankedRows, rankedFrom, features } = sheet;
  const ranked =
    rankedRows === 0
      ? 'no row before to rank among'
      : `ranked among ${plural(rankedRows, 'row')} before, from ${formatDate(rankedFrom, zone)} on`;
  return (
    <header className="report-header">
      <div className="report-title">
        <div>
          <p className="brand">Pipwright features</p>
          <h1>
            {instrument.symbol} {timeframe} · {formatLongTime(time, zone)}
          </h1>
          <p className="soft">
            {instrument.description} · {plural(features.length, 'feature')} of the candle that opened then; they may be
            used from {formatLongTime(availableAt, zone)} on · {ranked}
          </p>
        </div>
        <div className="report-tools">
          <SettingsMenu />
        </div>
      </div>
    </header>
  );
}
