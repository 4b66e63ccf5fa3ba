import type { FeatureSheet } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { barsOfPacked, ChartFrame, PriceChartView, unpackCandles, type Study } from '../charts/index.ts';
import { CandleTable } from '../components/candle-table.tsx';
import { plural } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

const NONE = [] as const;

/** The candles around the row's, with the usual indicators over and below them. */
export function SheetChart({ sheet }: { readonly sheet: FeatureSheet }): ReactElement {
  const { instrument, timeframe, candles, marked } = sheet;
  const { zone } = usePreferences().preferences;
  const bars = useMemo(() => barsOfPacked(unpackCandles(candles, instrument.digits)), [candles, instrument.digits]);
  const studies = useMemo(
    () =>
      sheet.studies.map(({ info, values }, index): Study => {
        return { key: `${index} ${info.id}`, info, parameters: values.parameters, values, problem: null };
      }),
    [sheet.studies],
  );
  const levels = useMemo(() => sheet.levels.map((level) => ({ ...level, title: level.kind })), [sheet.levels]);
  const title = `${instrument.symbol} ${timeframe}, the candle marked`;
  return (
    <ChartFrame
      title={title}
      className="sheet-chart"
      summary={`${plural(bars.length, 'candle')} of bid prices around the one of the row, with ${plural(studies.length, 'indicator')}.`}
      chart={
        <PriceChartView
          bars={bars}
          instrument={instrument}
          marks={NONE}
          levels={levels}
          marked={marked}
          label={title}
          studies={studies}
        />
      }
      table={() => <CandleTable bars={bars} instrument={instrument} zone={zone} />}
    />
  );
}
