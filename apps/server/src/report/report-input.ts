import type { BacktestResult, Trials } from '@pipwright/backtest';
import type { CandleSeries, EpochMs, Instrument } from '@pipwright/model';
import type { StoredModel } from '../pipeline/model-store.ts';
import type { TradingParameters } from '../pipeline/trading-parameters.ts';
import type { UnseenPredictor } from '../pipeline/unseen-predictor.ts';

/** What a report is made from. */
export interface ReportInput {
  readonly result: BacktestResult;
  readonly trials: Trials;
  readonly instrument: Instrument;
  /** The candles that were traded. */
  readonly series: CandleSeries;
  readonly sources: readonly string[];
  readonly simulated: boolean;
  readonly parameters: TradingParameters;
  readonly model: StoredModel;
  readonly unseen: UnseenPredictor;
  readonly generatedAt: EpochMs;
}
