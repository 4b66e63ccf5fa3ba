import type { ReportDocument, TradeMessage } from '@pipwright/protocol';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { barsOfPacked, ChartFrame, markOfTrade, PriceChartView, unpackCandles } from '../charts/index.ts';
import { CandleTable } from '../components/candle-table.tsx';
import { DataTable, Panel, TradeDetail, tradeColumns } from '../components/index.ts';
import { formatCount, plural, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

interface TradesSectionProps {
  readonly report: ReportDocument;
  readonly money: MoneyStyle;
}

interface StepperProps {
  readonly trades: readonly TradeMessage[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
}

function TradeStepper({ trades, index, onIndex }: StepperProps): ReactElement | null {
  if (trades.length === 0) return null;
  return (
    <span className="stepper">
      <button
        type="button"
        className="quiet"
        disabled={index === 0}
        aria-label="Previous trade"
        onClick={() => onIndex(index < 0 ? trades.length - 1 : index - 1)}
      >
        ‹ Previous
      </button>
      <span className="number soft">
        {index < 0 ? '–' : formatCount(index + 1)} / {formatCount(trades.length)}
      </span>
      <button
        type="button"
        className="quiet"
        disabled={index === trades.length - 1}
        aria-label="Next trade"
        onClick={() => onIndex(index + 1)}
      >
        Next ›
      </button>
    </span>
  );
}

function usePriceData({ markets, instrument, trades }: ReportDocument) {
  const candles = markets[0]!.candles;
  const bars = useMemo(() => barsOfPacked(unpackCandles(candles, instrument.digits)), [candles, instrument.digits]);
  const marks = useMemo(() => trades.map(markOfTrade), [trades]);
  return { bars, marks };
}

/** The price chart with every trade, and the table that leads to each of them. */
export function TradesSection({ report, money }: TradesSectionProps): ReactElement {
  const { instrument, trades, timeframe } = report;
  const { zone } = usePreferences().preferences;
  const { bars, marks } = usePriceData(report);
  const [index, setIndex] = useState(-1);
  const place = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => tradeColumns(instrument, money, zone), [instrument, money, zone]);
  const title = `${instrument.symbol} ${timeframe} with trades`;
  const select = (trade: TradeMessage): void => {
    setIndex(trades.indexOf(trade));
    place.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="trades-section">
      <div ref={place}>
        <ChartFrame
          title={title}
          summary={`${plural(bars.length, 'candle')} and ${plural(trades.length, 'trade')}; the table of trades follows.`}
          tools={<TradeStepper trades={trades} index={index} onIndex={setIndex} />}
          chart={
            <PriceChartView
              bars={bars}
              instrument={instrument}
              marks={marks}
              levels={NO_LEVELS}
              selected={marks[index] ?? null}
              label={title}
            />
          }
          table={() => <CandleTable bars={bars} instrument={instrument} zone={zone} />}
        />
      </div>
      <Panel title={`Trades (${formatCount(trades.length)})`} className="trade-list">
        {trades.length === 0 ? (
          <p className="empty">No trade was made. The counts of decisions below say what happened at each candle.</p>
        ) : (
          <DataTable
            caption="All trades"
            columns={columns}
            rows={trades}
            rowKey={(trade) => trade.id}
            pageSize={14}
            onSelect={select}
            selectedKey={trades[index]?.id ?? null}
            detailLabel={(trade) => `Trade ${trade.id}: costs, course, and its place on the chart`}
            detail={(trade) => <TradeDetail trade={trade} instrument={instrument} money={money} />}
          />
        )}
      </Panel>
    </div>
  );
}

const NO_LEVELS = [] as const;
