import type {
  BacktestResult,
  PathRule,
  TradedMarket,
  TradingCosts,
  TrialEvaluation,
  TimeRange,
  VenueAccount,
} from '@pipwright/backtest';
import type { MinorUnits } from '@pipwright/model';
import type { ParameterValues, PredictionColumns, RateTable, RiskLimits, RiskSizingOptions } from '@pipwright/trading';

/** How the volume of orders that name none is found. */
export type SizingChoice =
  /** The strategy's own volume, or by risk at the stop with the platform's defaults. */
  | { readonly kind: 'strategy' }
  | ({ readonly kind: 'risk' } & RiskSizingOptions)
  | { readonly kind: 'fixed'; readonly volume: number };

/** What a model said of a market, made ahead: one row for each candle that it speaks of. */
export type TrialPredictions = Pick<
  PredictionColumns,
  'modelId' | 'horizonMs' | 'time' | 'probabilityUp' | 'averageTrueRange'
>;

/**
 * A market of trials. Candles of its series that lie before a trial's range are history for indicators. Ticks are not among
 * it: trials read the prices inside candles from smaller candles, or by the path rule.
 */
export interface TrialMarket extends Omit<TradedMarket, 'ticks' | 'first'> {
  /** Missing where the strategy uses no model. */
  readonly predictions?: TrialPredictions;
}

/**
 * Everything that a trial follows from, its parameters and range excepted: plain data, which threads are given as it is.
 */
export interface TrialSetup {
  /** Name of a strategy that ships, or the path of a file. */
  readonly strategy: string;
  readonly markets: readonly TrialMarket[];
  readonly sizing: SizingChoice;
  readonly limits: Partial<RiskLimits>;
  readonly costs: TradingCosts;
  readonly account: VenueAccount;
  readonly pathRule: PathRule;
  readonly seed: number;
  readonly rates: RateTable | null;
  /** `auto`: over columns where the strategy can and the settings allow it, else by the event engine. */
  readonly engine: 'auto' | 'event';
}

/** What a thread is given. */
export interface ThreadData {
  readonly setup: TrialSetup;
  /** How many of them there are. */
  readonly threads: number;
}

export interface EngineChoice {
  readonly kind: 'event' | 'columnar';
  /** Why it is not the columnar one; empty otherwise. */
  readonly reason: string;
}

/** What evaluates trials in a thread. */
export interface TrialEngine {
  evaluate(parameters: ParameterValues, range: TimeRange): Promise<TrialEvaluation>;
  /** By the event engine in any case, with everything that it says. */
  run(
    parameters: ParameterValues,
    range: TimeRange,
    initialBalance: MinorUnits,
    runId: string,
  ): Promise<BacktestResult>;
}
