import type { AskSource, Currency, EpochMs, MinorUnits, SymbolName, Timeframe, Trade } from '@pipwright/model';
import type { DecisionCounts } from '@pipwright/trading';

/** The account at each candle's close, as columns of equal length. Money in minor units. */
export interface EquityColumns {
  /** Close time of the candle, UTC epoch milliseconds. */
  readonly time: Float64Array;
  readonly balance: Float64Array;
  readonly equity: Float64Array;
}

/** Where the money of all closed trades went, in minor units; costs are negative. `price` is the move of the mid price. */
export interface CostTotals {
  readonly price: MinorUnits;
  readonly spread: MinorUnits;
  readonly slippage: MinorUnits;
  readonly commission: MinorUnits;
  readonly swap: MinorUnits;
  readonly net: MinorUnits;
  /** Value of everything bought and sold. */
  readonly turnover: number;
}

/** What a backtest found. Plain data: all figures of a report are computed from it. */
export interface BacktestResult {
  readonly runId: string;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly strategy: string;
  /** Null where the strategy needs no model. */
  readonly modelId: string | null;
  readonly askSource: AskSource;
  readonly currency: Currency;
  readonly initialBalance: MinorUnits;
  readonly finalBalance: MinorUnits;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Candles that were processed. */
  readonly candles: number;
  /** In order of closing. */
  readonly trades: readonly Trade[];
  readonly equity: EquityColumns;
  readonly decisions: DecisionCounts;
  readonly costs: CostTotals;
  readonly fills: number;
  /** SHA-256 over the fills; see `FillDigest`. */
  readonly digest: string;
  /** Exits at stop or target … */
  readonly barrierExits: number;
  /** … and how many of them rest on the pessimistic rule, as the candle reached both. */
  readonly ruleExits: number;
  readonly stopOuts: number;
}
