import type { PlatformState } from '@pipwright/protocol';
import { useMemo, type ReactElement } from 'react';
import { barsOfMessages, ChartFrame, levelsOf, markOfPosition, markOfTrade, PriceChartView } from '../charts/index.ts';
import { CandleTable } from '../components/candle-table.tsx';
import { plural } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { IndicatorDialog } from './indicators/indicator-dialog.tsx';
import { useStudies } from './indicators/use-studies.ts';

interface PricePanelProps {
  readonly state: PlatformState;
  /** The list of indicators is open. */
  readonly picking: boolean;
  readonly onPick: (picking: boolean) => void;
}

/** Candles with the run's entries and exits, the levels of open positions, and the indicators that a person chose. */
export function PricePanel({ state, picking, onPick }: PricePanelProps): ReactElement {
  const { instrument, candles, trades, positions, timeframe } = state;
  const { zone } = usePreferences().preferences;
  const studies = useStudies(candles, picking);
  const bars = useMemo(() => barsOfMessages(candles), [candles]);
  const marks = useMemo(() => [...trades.map(markOfTrade), ...positions.map(markOfPosition)], [trades, positions]);
  const levels = useMemo(() => levelsOf(positions), [positions]);
  const title = `${instrument.symbol} ${timeframe} price`;
  const drawn = studies.studies.length === 0 ? '' : `, and ${plural(studies.studies.length, 'indicator')}`;
  return (
    <>
      <ChartFrame
        title={title}
        className="price-panel"
        summary={`${plural(candles.length, 'candle')} of bid prices, with ${plural(trades.length, 'closed trade')}, ${plural(positions.length, 'open position')}${drawn}.`}
        tools={
          <button type="button" className="quiet" onClick={() => onPick(true)}>
            Indicators
          </button>
        }
        chart={
          <PriceChartView
            bars={bars}
            instrument={instrument}
            marks={marks}
            levels={levels}
            label={title}
            studies={studies.studies}
            onRemoveStudy={studies.remove}
          />
        }
        table={() => <CandleTable bars={bars} instrument={instrument} zone={zone} />}
      />
      {picking ? <IndicatorDialog studies={studies} onClose={() => onPick(false)} /> : null}
    </>
  );
}
