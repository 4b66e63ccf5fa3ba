import type { BacktestResult, Trials } from '@pipwright/backtest';
import type { CandleSeries, EpochMs, Instrument } from '@pipwright/model';
import type { ReportSections, StrategySection } from '@pipwright/protocol';
import type { StoredModel } from '../pipeline/model-store.ts';
import type { TradingParameters } from '../pipeline/trading-parameters.ts';
import type { UnseenPredictor } from '../pipeline/unseen-predictor.ts';

/** What checks that go beyond one backtest have made; what was not checked is left out. */
export type ReportChecks = Pick<ReportSections, 'walkForward' | 'search' | 'robustness' | 'overfitting'>;

/** What a report is made from. */
export interface ReportInput {
  readonly result: BacktestResult;
  readonly trials: Trials;
  readonly instrument: Instrument;
  /** The candles that were traded. */
  readonly series: CandleSeries;
  /** Further markets of the same account. */
  readonly others?: readonly { readonly instrument: Instrument; readonly series: CandleSeries }[];
  readonly sources: readonly string[];
  readonly simulated: boolean;
  readonly parameters: TradingParameters;
  /** Null where the strategy asked none. */
  readonly model: StoredModel | null;
  readonly unseen: UnseenPredictor | null;
  readonly strategy?: StrategySection;
  readonly checks?: Partial<ReportChecks>;
  readonly generatedAt: EpochMs;
}
