import type {
  AccountState,
  CandleColumns,
  EpochMs,
  Filling,
  Instrument,
  PendingOrder,
  Position,
  Side,
  SymbolName,
  Timeframe,
  Trade,
} from '@pipwright/model';
import type { OrderChange, PositionChange } from './broker.ts';
import type { ParameterSpecs, ParameterValues } from './parameters.ts';

/** Candles that a strategy reads: by default those that it trades on. */
export interface SeriesRequest {
  readonly timeframe?: Timeframe;
  readonly symbol?: SymbolName;
}

/** What is known of a candle that has not closed. None of it is final. */
export interface FormingCandle {
  readonly time: EpochMs;
  readonly open: number;
  readonly highSoFar: number;
  readonly lowSoFar: number;
  readonly last: number;
}

/**
 * Closed candles of one series, bid prices; `ago` counts back from the last closed one, which is 0. Reading a candle that
 * has not closed (`ago` below 0) or that was before the first one throws, with an explanation.
 */
export interface CandleView {
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** Closed candles so far. */
  readonly length: number;
  /** Open time. */
  time(ago?: number): EpochMs;
  open(ago?: number): number;
  high(ago?: number): number;
  low(ago?: number): number;
  close(ago?: number): number;
  /** Ask minus bid at the close. */
  spread(ago?: number): number;
  volume(ago?: number): number;
  /** What is known of the candle after the last closed one, from closed candles of the traded timeframe; null where nothing is. */
  forming(): FormingCandle | null;
  /** Highest high and lowest low of the last `count` closed candles, NaN where there are not so many. */
  highest(count: number): number;
  lowest(count: number): number;
}

/** Anything that takes closed candles one by one and has values: every `StreamIndicator` of @pipwright/indicators fits. */
export interface StreamInput<Value> {
  /** Called once for each closed candle of its series, in order. */
  readonly update: (candles: CandleColumns, index: number) => Value;
}

/** Protective levels as distances from the fill or the order's price, in price units; 0 or missing for none. */
export interface LevelOptions {
  readonly stopLoss?: number;
  readonly takeProfit?: number;
  readonly trailing?: number;
}

export interface OrderOptions extends LevelOptions {
  /** Lots; by default what the run's sizing says. */
  readonly volume?: number;
  /** Price of a limit order. */
  readonly limit?: number;
  /** Trigger of a stop order; together with `limit` a stop-limit order. */
  readonly stop?: number;
  /** Longest holding of the position. */
  readonly holdingMs?: number;
  /** A pending order is withdrawn at this time; `day`: at the end of the trading day. */
  readonly expires?: EpochMs | 'day';
  readonly filling?: Filling;
  readonly deviation?: number;
  /** Orders of one group cancel each other. */
  readonly group?: string;
  /** Close own positions of the other side first. */
  readonly reverse?: boolean;
  /** Shown with the decision: the rule that asked for it. */
  readonly reason?: string;
}

/** An open position of the strategy itself. */
export interface OwnPosition extends Position {
  /** Candles of the traded timeframe that have closed since it was opened. */
  readonly age: number;
}

/** What a strategy sees and may do when a candle has closed. Valid during the call only. */
export interface MarketView {
  /** Close of the candle: the time of the decision. */
  readonly time: EpochMs;
  readonly candles: CandleView;
  readonly instrument: Instrument;
  readonly bid: number;
  readonly ask: number;
  readonly account: AccountState;
  /** Own positions that are not being closed: +1 long, -1 short, 0 none, 2 both. */
  readonly direction: number;
  readonly positions: readonly OwnPosition[];
  readonly orders: readonly PendingOrder[];
  /** Probability of a rise that the run's model gives, NaN where there is no model or it is silent. */
  readonly probabilityUp: number;
  /** Average true range that the model reads, in price units; NaN without a model. */
  readonly averageTrueRange: number;
  /** Spread of now plus commission of both sides, in price units: what a round trip costs. */
  readonly costDistance: number;
  /** Each wish becomes an order only through sizing and risk. Returns the id that its order would have. */
  buy(options?: OrderOptions): string;
  sell(options?: OrderOptions): string;
  /** Closes a position, or so many lots of it; by default all own positions. */
  close(position?: Position, options?: { readonly volume?: number; readonly reason?: string }): void;
  closeSide(side: Side): void;
  closeBy(position: Position, opposite: Position): void;
  modify(position: Position, change: PositionChange): void;
  modifyOrder(clientOrderId: string, change: OrderChange): void;
  cancel(clientOrderId?: string): void;
  /** Why nothing is done at this candle: a constant code and the figures behind it, for people who ask. */
  pass(code: string, detail?: () => string): void;
}

/** What a strategy prepares before the first candle. */
export interface StrategySetup<Parameters> {
  readonly parameters: Parameters;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Opens a series. Other symbols and timeframes must be stored; they close in strict time order. */
  readonly candles: (request?: SeriesRequest) => CandleView;
  /** Feeds an indicator with every closed candle of a series; the returned function gives its latest value. */
  readonly indicator: <Value>(indicator: StreamInput<Value>, series?: SeriesRequest) => () => Value;
}

export interface StrategyHandlers {
  /** Called once for each closed candle of the traded series, in order. */
  readonly onCandle: (market: MarketView) => void;
  readonly onTrade?: (trade: Trade, market: MarketView) => void;
}

/** Whole history for the columnar fast path. A value at `index` may rest on candles up to `index` only; this is checked. */
export interface ColumnInput<Parameters> {
  readonly parameters: Parameters;
  readonly instrument: Instrument;
  readonly candles: CandleColumns;
  /**
   * A column that several parameter sets share, such as an average of one period: computed once per series, kept while
   * there is room. `key` names everything that the values depend on besides the candles; nobody writes to the column.
   */
  readonly cached: (key: string, compute: () => Float64Array) => Float64Array;
}

/** What a vectorised strategy wants after each candle. It is filled at the next candle's open. */
export interface ColumnTargets {
  /** +1 long, -1 short, 0 flat; 2 keeps what there is. */
  readonly position: Int8Array;
  /** Distances of levels for positions opened by that row, price units; missing for none. */
  readonly stopLossDistance?: Float64Array;
  readonly takeProfitDistance?: Float64Array;
}

/** A strategy as its author writes it. Made by `defineStrategy`. */
export interface StrategyDefinition<Specs extends ParameterSpecs = ParameterSpecs> {
  readonly name: string;
  readonly description: string;
  readonly parameters: Specs;
  /** Combinations that make no sense: a sentence says why; searches leave them out. */
  readonly constraint?: (parameters: ParameterValues<Specs>) => true | string;
  /** Whether it reads the run's model: `required` refuses to run without one. */
  readonly model?: 'none' | 'optional' | 'required';
  /** Default lots where the run names no sizing; by default risk sizing at the stop. */
  readonly volume?: number;
  readonly start: (setup: StrategySetup<ParameterValues<Specs>>) => StrategyHandlers;
  /** The same decisions computed over columns, for sweeps. Held against `start` by comparing trades. */
  readonly columns?: (input: ColumnInput<ParameterValues<Specs>>) => ColumnTargets;
}
