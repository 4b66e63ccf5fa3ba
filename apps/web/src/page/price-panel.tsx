import type { PlatformState } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { barsOfMessages, ChartFrame, levelsOf, markOfPosition, markOfTrade, PriceChartView } from '../charts/index.ts';
import { CandleTable } from '../components/candle-table.tsx';
import { plural } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

/** Candles with the run's entries and exits and the levels of open positions. */
export function PricePanel({ state }: { readonly state: PlatformState }): ReactElement {
  const { instrument, candles, trades, positions, timeframe } = state;
  const { zone } = usePreferences().preferences;
  const bars = useMemo(() => barsOfMessages(candles), [candles]);
  const marks = useMemo(() => [...trades.map(markOfTrade), ...positions.map(markOfPosition)], [trades, positions]);
  const levels = useMemo(() => levelsOf(positions), [positions]);
  const title = `${instrument.symbol} ${timeframe} price`;
  return (
    <ChartFrame
      title={title}
      className="price-panel"
      summary={`${plural(candles.length, 'candle')} of bid prices, with ${plural(trades.length, 'closed trade')} and ${plural(positions.length, 'open position')}.`}
      chart={<PriceChartView bars={bars} instrument={instrument} marks={marks} levels={levels} label={title} />}
      table={() => <CandleTable bars={bars} instrument={instrument} zone={zone} />}
    />
  );
}
