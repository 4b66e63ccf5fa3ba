import type { InstrumentMessage, PackedCandles, ReportDocument, TradeMessage } from '@pipwright/protocol';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import { areShown, barsOfPacked, ChartFrame, markOfTrade, PriceChartView, unpackCandles } from '../charts/index.ts';
import { CandleTable } from '../components/candle-table.tsx';
import { Choice, DataTable, Panel, TradeDetail, tradeColumns } from '../components/index.ts';
import { formatCount, plural, type MoneyStyle } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

type Timeframe = PackedCandles['timeframe'];

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

/** The candles of one market and the trades on them; `detailed` takes those that were traded, around some trades. */
function usePriceData({ markets, trades }: ReportDocument, symbol: string, detailed: boolean) {
  const market = markets.find(({ instrument }) => instrument.symbol === symbol) ?? markets[0]!;
  const { instrument, details } = market;
  const candles = detailed && details !== null ? details : market.candles;
  const bars = useMemo(() => barsOfPacked(unpackCandles(candles, instrument.digits)), [candles, instrument.digits]);
  const marks = useMemo(() => {
    const own = trades.filter((trade) => trade.symbol === instrument.symbol);
    const shown = candles === details ? own.filter((trade) => areShown(bars, candles.timeframe, trade)) : own;
    return new Map(shown.map((trade) => [trade.id, markOfTrade(trade)]));
  }, [trades, instrument.symbol, candles, details, bars]);
  const list = useMemo(() => [...marks.values()], [marks]);
  return { bars, marks, list, instrument, timeframe: candles.timeframe, details };
}

interface TradeChartProps extends TradesSectionProps {
  readonly symbol: string;
  readonly index: number;
  readonly onSymbol: (symbol: string) => void;
  readonly onIndex: (index: number) => void;
}

const WHOLE = 'whole';
const AROUND = 'around';

interface CandleChoiceProps {
  readonly whole: Timeframe;
  readonly around: Timeframe;
  readonly detailed: boolean;
  readonly onDetailed: (detailed: boolean) => void;
}

/** The whole course on long candles, or the candles that were traded around the trades that moved most. */
function CandleChoice({ whole, around, detailed, onDetailed }: CandleChoiceProps): ReactElement {
  return (
    <Choice
      label="Candles"
      value={detailed ? AROUND : WHOLE}
      words={{ [WHOLE]: whole, [AROUND]: `${around} around trades` }}
      onChange={(value) => onDetailed(value === AROUND)}
    />
  );
}

function TradeChart({ report, symbol, index, onSymbol, onIndex }: TradeChartProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const [detailed, setDetailed] = useState(false);
  const { trades, markets } = report;
  const { bars, marks, list, instrument, timeframe, details } = usePriceData(report, symbol, detailed);
  const whole = markets.find((market) => market.instrument === instrument)?.candles.timeframe ?? timeframe;
  const title = `${instrument.symbol} ${timeframe} with trades`;
  const words = Object.fromEntries(markets.map((market) => [market.instrument.symbol, market.instrument.symbol]));
  return (
    <ChartFrame
      title={title}
      summary={`${plural(bars.length, 'candle')} and ${plural(list.length, 'trade')}; the table of trades follows.`}
      tools={
        <>
          {markets.length > 1 ? (
            <Choice label="Symbol" value={instrument.symbol} words={words} onChange={onSymbol} />
          ) : null}
          {details === null ? null : (
            <CandleChoice whole={whole} around={details.timeframe} detailed={detailed} onDetailed={setDetailed} />
          )}
          <TradeStepper trades={trades} index={index} onIndex={onIndex} />
        </>
      }
      chart={
        <>
          <PriceChartView
            key={`${instrument.symbol} ${timeframe}`}
            bars={bars}
            instrument={instrument}
            marks={list}
            levels={NO_LEVELS}
            selected={marks.get(trades[index]?.id ?? '') ?? null}
            label={title}
          />
          <TradeChartHint report={report} timeframe={timeframe} whole={whole} shown={list.length} />
        </>
      }
      table={() => <CandleTable bars={bars} instrument={instrument} zone={zone} />}
    />
  );
}

interface TradeChartHintProps {
  readonly report: ReportDocument;
  readonly timeframe: Timeframe;
  readonly whole: Timeframe;
  readonly shown: number;
}

/** Why the candles are not simply those that were traded. */
function TradeChartHint({ report, timeframe, whole, shown }: TradeChartHintProps): ReactElement | null {
  if (whole === report.timeframe) return null;
  const text =
    timeframe === whole
      ? `Drawn on ${whole} candles: those of ${report.timeframe} that were traded are too many for one file.`
      : `The ${timeframe} candles around ${plural(shown, 'trade')}, those that won or lost most; between them candles are left out.`;
  return <p className="hint-line">{text}</p>;
}

/** The price chart with every trade, and the table that leads to each of them. */
export function TradesSection({ report, money }: TradesSectionProps): ReactElement {
  const { markets, trades } = report;
  const { zone } = usePreferences().preferences;
  const [index, setIndex] = useState(-1);
  const [symbol, setSymbol] = useState(report.instrument.symbol);
  const place = useRef<HTMLDivElement>(null);
  const instruments = useMemo(
    () => markets.map(({ instrument }) => instrument) as [InstrumentMessage, ...InstrumentMessage[]],
    [markets],
  );
  const columns = useMemo(() => tradeColumns(instruments, money, zone), [instruments, money, zone]);
  const show = (at: number): void => {
    setIndex(at);
    setSymbol(trades[at]?.symbol ?? symbol);
  };
  const select = (trade: TradeMessage): void => {
    show(trades.indexOf(trade));
    place.current?.scrollIntoView({ block: 'nearest' });
  };
  const instrumentOf = (trade: TradeMessage): InstrumentMessage =>
    instruments.find((one) => one.symbol === trade.symbol) ?? instruments[0];
  return (
    <div className="trades-section">
      <div ref={place}>
        <TradeChart report={report} money={money} symbol={symbol} index={index} onSymbol={setSymbol} onIndex={show} />
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
            detail={(trade) => <TradeDetail trade={trade} instrument={instrumentOf(trade)} money={money} />}
          />
        )}
      </Panel>
    </div>
  );
}

const NO_LEVELS = [] as const;
