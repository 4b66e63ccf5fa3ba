import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import { VERSION } from '../package-version.ts';
import type { Stores } from '../stores.ts';
import { modelSignal } from '../strategies/model-signal.ts';
import { backtestStrategy, type BacktestSummary } from './backtest-strategy.ts';
import { PathDetail } from './run-data.ts';
import { tradingParameters, type TradingChoices } from './trading-parameters.ts';

export interface BacktestModelOptions {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** By default the newest model of the series. */
  readonly modelId?: string;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly choices: TradingChoices;
  /** Default: ticks where there are any. */
  readonly detail?: PathDetail;
  readonly thorough?: boolean;
  readonly onProgress?: (doneFraction: number, step: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trades a model over the candles that its predictions had not seen, as the paper account trades it.
 * Throws `NO_CANDLES`, `NO_MODEL`, `NO_UNSEEN_CANDLES` and what the backtest throws.
 */
export async function backtestModel(options: BacktestModelOptions): Promise<BacktestSummary> {
  const { instrument, choices, detail = PathDetail.Ticks, ...rest } = options;
  const { strategy } = tradingParameters(instrument, choices);
  return backtestStrategy({
    ...rest,
    strategy: { definition: modelSignal().definition, digest: `model-signal of ${VERSION}`, file: null },
    parameters: strategy,
    instruments: [instrument],
    detail,
    choices,
  });
}
