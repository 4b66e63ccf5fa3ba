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
import type { ParameterSpecs, ParameterValues } from './parameters.ts';

/** Candles that a strategy reads: by default those that it trades on. */
export interface SeriesRequest {
  readonly timeframe?: Timeframe;
  readonly symbol?: string;
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
  /** Closed candles so far, those from before the run included. */
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
  /** How many of the closed candles opened at `time` or later. A time that has not come yet throws. */
  since(time: number): number;
  /** Highest high and lowest low of the last `count` closed candles, NaN where there are not so many. */
  highest(count: number): number;
  lowest(count: number): number;
}

/** One closed candle, as indicators get it; `open` to `close` are bid. One object serves every candle: keep its numbers. */
export interface CandleRow {
  /** Open time. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly askOpen: number;
  readonly askHigh: number;
  readonly askLow: number;
  readonly askClose: number;
  readonly volume: number;
  /** Open of the trading day, 17:00 New York: what indicators that start anew every day count by. */
  readonly session: number;
}

/**
 * Anything that takes closed candles one by one and has values. Every indicator of bars of @pipwright/indicators fits; so
 * does `{ update: ({ close }) => … }`. It sees one candle at a time, so that it cannot read a later one.
 */
export interface StreamInput {
  /** Takes the next candle and returns the values after it: a number, or one for each of `outputs`. */
  update(candle: CandleRow): number | Float64Array;
  readonly outputs?: readonly string[];
  /** The columns that `process` reads. */
  readonly reads?: readonly string[];
  /**
   * The same for rows `from` to `to` of columns at once, with the same results: where the history is known it saves most of
   * the time.
   */
  process?(
    columns: Readonly<Record<string, Float64Array>>,
    from: number,
    to: number,
    outputs: readonly Float64Array[],
  ): void;
}

export interface IndicatorRequest extends SeriesRequest {
  /** Name of the output to read; the first one by default. Ask again for another one: the indicator is fed once. */
  readonly output?: string;
  /** How many of its last values can be read; 2 by default: the latest and the one before. */
  readonly keep?: number;
}

/** A value of an indicator: the latest, or that of `ago` candles before. NaN while it warms up. */
export type IndicatorReader = (ago?: number) => number;

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
  /** Longest holding of the position, from its opening; it is closed at the first close of a candle at or after that. */
  readonly holdingMs?: number;
  /** A pending order is withdrawn at this time; `day`: at the end of the trading day, 17:00 New York. */
  readonly expires?: number | 'day';
  readonly filling?: Filling;
  /** Largest difference to the quote of now, as a price difference; beyond it a market order is not filled. */
  readonly deviation?: number;
  /** Orders of one group: the first that is filled cancels the others. */
  readonly group?: string;
  /** Close own positions of the other side first. For market orders. */
  readonly reverse?: boolean;
  /** Shown with the decision: the rule that asked for it. */
  readonly reason?: string;
}

/** New levels of a position as prices, 0 for none; what is missing stays. */
export interface LevelChange {
  readonly stopLoss?: number;
  readonly takeProfit?: number;
  /** The stop-loss follows the best price at this distance; 0 ends it. */
  readonly trailing?: number;
}

/** New terms of a pending order, named as in `OrderOptions`; what is missing stays. */
export interface PendingChange extends LevelOptions {
  readonly limit?: number;
  readonly stop?: number;
  readonly expires?: number | 'day' | 'never';
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
  /** How far ahead the model looks; 0 without a model. */
  readonly modelHorizonMs: number;
  /** Why the model is silent, as a code such as `warming-up`; empty where it speaks. */
  readonly modelSilence: string;
  /** Commission of both sides, in price units. */
  readonly commissionDistance: number;
  /** Spread of now plus commission of both sides, in price units: what a round trip costs. */
  readonly costDistance: number;
  /** Each wish becomes an order only through sizing and risk. Returns the id that its order would have. */
  buy(options?: OrderOptions): string;
  sell(options?: OrderOptions): string;
  /** Closes a position, or so many lots of it; by default all own positions. */
  close(position?: Position, options?: { readonly volume?: number }): void;
  closeSide(side: Side): void;
  /** Closes two own positions of opposite sides against each other. */
  closeBy(position: Position, opposite: Position): void;
  /** Changes levels of a position. Risk refuses what would let it lose more than the limits allow. */
  modify(position: Position, change: LevelChange): void;
  modifyOrder(clientOrderId: string, change: PendingChange): void;
  /** Withdraws a pending order; by default all own ones. */
  cancel(clientOrderId?: string): void;
  /**
   * Says why no order is wished for at this candle: a constant code that is counted, and the figures behind it for people who
   * ask. Without it a candle without a wish counts as `no-wish`.
   */
  pass(code: string, detail?: () => string): void;
}

/** What a strategy prepares before the first candle. */
export interface StrategySetup<Parameters> {
  readonly parameters: Parameters;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Opens a series. Other symbols and timeframes must be stored; they close in strict time order. */
  readonly candles: (request?: SeriesRequest) => CandleView;
  /** Feeds an indicator with every closed candle of a series, and reads it. */
  readonly indicator: (indicator: StreamInput, request?: IndicatorRequest) => IndicatorReader;
}

export interface StrategyHandlers {
  /** Called once for each closed candle of the traded series, in order. */
  readonly onCandle: (market: MarketView) => void;
  /** Called before `onCandle` for each own position, or part of one, that was closed since the candle before. */
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
  constraint?(parameters: ParameterValues<Specs>): true | string;
  /** Whether it reads the run's model: `required` refuses to run without one; `none`, the default, may not read it. */
  readonly model?: 'none' | 'optional' | 'required';
  /** Default lots where the run names no sizing; by default risk sizing at the stop. */
  readonly volume?: number;
  /** Called once for each run. All that the strategy remembers is made here, so that two runs know nothing of each other. */
  start(setup: StrategySetup<ParameterValues<Specs>>): StrategyHandlers;
  /** The same decisions computed over columns, for sweeps. Held against `start` by comparing trades. */
  columns?(input: ColumnInput<ParameterValues<Specs>>): ColumnTargets;
}

/** A definition with its parameters chosen: what a session runs. Made by `strategyOf`. */
export interface Strategy {
  readonly name: string;
  readonly definition: StrategyDefinition;
  readonly parameters: ParameterValues;
}
