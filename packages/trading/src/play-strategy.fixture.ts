import {
  candleCloseTime,
  candlesFrom,
  findInstrument,
  utcMs,
  type CandleColumns,
  type EpochMs,
  type Fill,
  type Instrument,
  type MinorUnits,
  type Timeframe,
  type Trade,
} from '@pipwright/model';
import type { RequestRefusal } from './broker.ts';
import type { Decision, OrderEvent } from './decision.ts';
import { defineStrategy, strategyOf } from './define-strategy.ts';
import { PlainBroker } from './plain-broker.fixture.ts';
import type { Predictor } from './predictor.ts';
import { Risk } from './risk.ts';
import { RISK_UNLIMITED, type RiskLimits } from './risk-limits.ts';
import type { MarketView, StrategyDefinition, StrategyHandlers, StrategySetup } from './strategy-definition.ts';
import type { SeriesKey } from './strategy/series-book.ts';
import { TradingSession } from './trading-session.ts';

/** A Tuesday, 08:00. */
export const START = utcMs(2019, 2, 5, 8);
export const EURUSD = findInstrument('EURUSD')!;
export const HOUR_MS = 3_600_000;
const SPREAD = 0.0001;

/** Bid open, high, low and close; one number for a candle that does not move. */
export type Bar = readonly [number, number, number, number] | number;

/** Candles of `timeframe` from `start` on, without a gap, the ask a pip above the bid. */
export function candlesOf(bars: readonly Bar[], timeframe: Timeframe = 'H1', start: EpochMs = START): CandleColumns {
  let time = start;
  return candlesFrom(
    bars.map((bar) => {
      const [open, high, low, close] = typeof bar === 'number' ? [bar, bar, bar, bar] : bar;
      const row = {
        time,
        open,
        high,
        low,
        close,
        askOpen: open + SPREAD,
        askHigh: high + SPREAD,
        askLow: low + SPREAD,
        askClose: close + SPREAD,
        volume: 1,
      };
      time = candleCloseTime(time, timeframe);
      return row;
    }),
  );
}

export interface PlayOptions {
  readonly start: (setup: StrategySetup<Readonly<Record<string, number | string | boolean>>>) => StrategyHandlers;
  readonly definition?: Partial<StrategyDefinition>;
  readonly instrument?: Instrument;
  readonly timeframe?: Timeframe;
  readonly limits?: Partial<RiskLimits>;
  readonly predictor?: Predictor;
  readonly references?: readonly SeriesKey[];
  readonly history?: CandleColumns;
  readonly broker?: PlainBroker;
}

export interface Played {
  readonly broker: PlainBroker;
  readonly session: TradingSession;
  readonly risk: Risk;
  readonly decisions: Decision[];
  readonly orders: OrderEvent[];
  readonly fills: Fill[];
  readonly trades: Trade[];
  readonly refusals: RequestRefusal[];
  /** Closes the candle at `index`: first at the broker, then for the session. */
  readonly close: (candles: CandleColumns, index: number) => void;
  readonly closeAll: (candles: CandleColumns) => void;
}

/** A session around a strategy written in a test, at a broker that does nothing but what it is asked. */
export function openPlay(options: PlayOptions): Played {
  const { instrument = EURUSD, timeframe = 'H1', broker = new PlainBroker(), predictor = null } = options;
  const heard = {
    decisions: [] as Decision[],
    orders: [] as OrderEvent[],
    fills: [] as Fill[],
    trades: [] as Trade[],
    refusals: [] as RequestRefusal[],
  };
  const risk = new Risk({ ...RISK_UNLIMITED, ...options.limits });
  const definition = defineStrategy({
    name: 'played',
    description: 'Written in a test.',
    parameters: {},
    volume: 0.1,
    start: options.start,
    ...options.definition,
  });
  const session = new TradingSession({
    runId: 'run',
    instrument,
    timeframe,
    predictor,
    strategy: strategyOf(definition),
    risk,
    broker,
    commission: () => 0 as MinorUnits,
    listener: {
      onDecision: (decision) => heard.decisions.push(decision),
      onOrder: (event) => heard.orders.push(event),
      onFill: (fill) => heard.fills.push(fill),
      onTrade: (trade) => heard.trades.push(trade),
      onRefusal: (refusal) => heard.refusals.push(refusal),
    },
    ...(options.references !== undefined && { references: options.references }),
    ...(options.history !== undefined && { history: options.history }),
  });
  const close = (candles: CandleColumns, index: number): void => {
    const time = candleCloseTime(candles.time[index] as EpochMs, timeframe);
    broker.onCandleClosed(instrument.symbol, candles, index, time);
    session.onCandleClosed(candles, index);
  };
  const closeAll = (candles: CandleColumns): void => {
    for (let index = 0; index < candles.length; index++) close(candles, index);
  };
  return { ...heard, broker, session, risk, close, closeAll };
}

/** What a strategy does at each candle, by the candle's number; nothing where there is none. */
export type Script = Readonly<Record<number, (market: MarketView) => void>>;

/** Plays a script over candles. */
export function playScript(script: Script, bars: readonly Bar[], options: Partial<PlayOptions> = {}): Played {
  let number = 0;
  const played = openPlay({
    start: () => ({ onCandle: (market) => script[++number]?.(market) }),
    ...options,
  });
  played.closeAll(candlesOf(bars, options.timeframe));
  return played;
}
