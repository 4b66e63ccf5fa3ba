import type { BacktestResult, Robustness, SearchStudy, Trials } from '@pipwright/backtest';
import type { CandleSeries, EpochMs, Instrument } from '@pipwright/model';
import type { ReportDocument, ReportSections, StrategySection } from '@pipwright/protocol';
import type { StoredModel } from '../pipeline/model-store.ts';
import type { RunParameters } from '../pipeline/trading-parameters.ts';
import type { UnseenPredictor } from '../pipeline/unseen-predictor.ts';

/** What was asked beyond the one backtest; what was not is left out, and the report does not show it. */
export interface ReportStudies {
  /** What the trials of the search that found the parameters say about it. */
  readonly searchStudy?: SearchStudy;
  readonly robustness?: Robustness;
  readonly search?: ReportSections['search'];
  readonly walkForward?: ReportSections['walkForward'];
}

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
  readonly parameters: RunParameters;
  /** Null where the strategy asked none. */
  readonly model: StoredModel | null;
  readonly unseen: UnseenPredictor | null;
  readonly strategy?: StrategySection;
  readonly studies?: ReportStudies;
  /** What was assumed besides what follows from the parameters. */
  readonly assumptions?: ReportDocument['assumptions'];
  readonly generatedAt: EpochMs;
}
