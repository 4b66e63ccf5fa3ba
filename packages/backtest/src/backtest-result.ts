import type {
  AskSource,
  Currency,
  EpochMs,
  MinorUnits,
  ProfitSplit,
  SymbolName,
  Timeframe,
  Trade,
} from '@pipwright/model';
import type { DecisionCounts } from '@pipwright/trading';
import type { AccountEvents } from './run/account-log.ts';
import type { FillSources, PathRule } from './venue/venue-options.ts';

/** The account at each candle's close, as columns of equal length. Money in minor units. */
export interface EquityColumns {
  /** Close time of the candle, UTC epoch milliseconds. */
  readonly time: Float64Array;
  readonly balance: Float64Array;
  readonly equity: Float64Array;
}

/** Where the money of all closed trades went, in minor units; costs are negative. `price` is the move of the mid price. */
export interface CostTotals extends ProfitSplit {
  /** Value of everything bought and sold. */
  readonly turnover: number;
}

/** What one symbol of a run amounts to. */
export interface SymbolTotals {
  readonly symbol: SymbolName;
  /** Candles at whose closes decisions were made. */
  readonly candles: number;
  readonly fills: number;
  readonly trades: number;
  readonly split: ProfitSplit;
}

/** What a backtest found. Plain data: all figures of a report are computed from it. */
export interface BacktestResult {
  readonly runId: string;
  /** Of the first market of the run. */
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** All that were traded, in the order of the run. */
  readonly symbols: readonly SymbolName[];
  readonly strategy: string;
  /** Null where the strategy needs no model. */
  readonly modelId: string | null;
  readonly askSource: AskSource;
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  readonly finalBalance: MinorUnits;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Candles at whose closes decisions were made. */
  readonly candles: number;
  /** In order of closing. */
  readonly trades: readonly Trade[];
  /** At each close of the shortest traded timeframe, or as `EquityDetail` thins it out. */
  readonly equity: EquityColumns;
  /** What buying the first symbol and holding it would have made of the account, at the times of `equity`; see `buyAndHold`. */
  readonly benchmark: { readonly symbol: SymbolName; readonly equity: Float64Array };
  readonly decisions: DecisionCounts;
  readonly costs: CostTotals;
  readonly bySymbol: readonly SymbolTotals[];
  readonly fills: number;
  /** How many fills were read from what. */
  readonly fillSources: FillSources;
  /** The rule that those read from `rule` rest on. */
  readonly pathRule: PathRule;
  readonly accountEvents: AccountEvents;
  /** Trades that closed a part of a position and left the rest open. */
  readonly partialCloses: number;
  /** SHA-256 over the fills; see `FillDigest`. */
  readonly digest: string;
  /** Exits at stop or target … */
  readonly barrierExits: number;
  /** … and how many of them rest on the rule for the path, as the candle reached both. */
  readonly ruleExits: number;
  readonly stopOuts: number;
}
