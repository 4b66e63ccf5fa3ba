import { createHash } from 'node:crypto';
import { dailyEquity, runBacktest, sharpeRatio, type BacktestResult } from '@pipwright/backtest';
import { canonicalJson, systemClock } from '@pipwright/kernel';
import {
  lowerBound,
  sliceCandles,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type Timeframe,
} from '@pipwright/model';
import type { Figure, ReportDocument } from '@pipwright/protocol';
import { errors } from '../errors.ts';
import { buildReport } from '../report/build-report.ts';
import { putReport } from '../report/stored-report.ts';
import type { Stores } from '../stores.ts';
import { storedRates } from './conversion-rates.ts';
import { loadSeries } from './load-series.ts';
import { findModel } from './model-store.ts';
import { backtestParameters, tradingRooms, type TradingChoices, type TradingParameters } from './trading-parameters.ts';
import { countTrial } from './trials.ts';
import { unseenPredictor } from './unseen-predictor.ts';

export interface BacktestModelOptions {
  readonly stores: Stores;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** By default the newest model of the series. */
  readonly modelId?: string;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly choices: TradingChoices;
  readonly onProgress?: (doneFraction: number, step: string) => void;
  readonly signal?: AbortSignal;
}

/** What a backtest amounts to, for people and scripts. */
export interface BacktestSummary {
  readonly runId: string;
  readonly modelId: string;
  readonly digest: string;
  readonly candles: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly currency: string;
  readonly minorDigits: number;
  readonly trades: number;
  readonly verdict: ReportDocument['verdict'];
  readonly headline: readonly Figure[];
  readonly waterfall: ReportDocument['waterfall'];
  readonly decisions: ReportDocument['decisions'];
}

/** The part of the series in which there are predictions, cut to the wished range. */
function tradedPart(
  series: CandleSeries,
  first: number,
  from: EpochMs | undefined,
  to: EpochMs | undefined,
): CandleSeries {
  const { candles } = series;
  const start = from === undefined ? first : Math.max(first, lowerBound(candles.time, from));
  const end = to === undefined ? candles.length : lowerBound(candles.time, to);
  return { ...series, candles: sliceCandles(candles, start, end) };
}

/** Names the variant by what its trades follow from, and not by when the model was made. A chosen range is a choice too. */
function trialDigest(modelId: string, parameters: TradingParameters, { from, to }: BacktestModelOptions): string {
  return createHash('sha256')
    .update(canonicalJson({ model: modelId, parameters, from: from ?? null, to: to ?? null }))
    .digest('hex');
}

/** Sharpe ratio of daily returns, not annualised (0 where nothing was earned or lost), and the number of days. */
function dailySharpe(result: BacktestResult): { readonly sharpe: number; readonly days: number } {
  const { returns } = dailyEquity(result.equity, result.initialBalance);
  const sharpe = sharpeRatio(returns, 1);
  return { sharpe: Number.isFinite(sharpe) ? sharpe : 0, days: returns.length };
}

/**
 * Trades a model over the candles that its predictions had not seen, with costs, and stores result and report.
 * Throws `NO_CANDLES`, `NO_MODEL`, `NO_UNSEEN_CANDLES` and what the backtest throws.
 */
export async function backtestModel(options: BacktestModelOptions): Promise<BacktestSummary> {
  const { stores, instrument, timeframe, signal, onProgress } = options;
  const { symbol } = instrument;
  const loaded = await loadSeries(stores, instrument, timeframe);
  const wanted = options.modelId === undefined ? {} : { id: options.modelId };
  const model = await findModel(stores, { symbol, timeframe, simulated: false, ...wanted });
  if (model === null) throw errors.NO_MODEL({ symbol, timeframe });
  onProgress?.(0, 'features');
  const unseen = unseenPredictor(model, instrument, loaded.series);
  const series = tradedPart(loaded.series, unseen.first, options.from, options.to);
  if (series.candles.length === 0) throw errors.NO_UNSEEN_CANDLES({ model: model.id });
  const parameters = backtestParameters(instrument, options.choices);
  const trial = trialDigest(model.id, parameters, options);
  const runId = `backtest-${symbol.toLowerCase()}-${timeframe.toLowerCase()}-${trial.slice(0, 8)}`;
  const rates = await storedRates(stores, { instruments: [instrument], timeframe, account: parameters.currency });
  const result = await runBacktest({
    runId,
    series,
    predictor: unseen.predictor,
    limits: parameters.limits,
    costs: parameters.costs,
    ...tradingRooms(parameters, instrument),
    ...(rates === undefined ? {} : { rates }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: (processed, total) => onProgress?.(processed / total, 'trading'),
  });
  const now = systemClock.now();
  const ledger = await stores.ledger();
  const { sharpe, days } = dailySharpe(result);
  const record = { symbol, timeframe, digest: trial, sharpe, triedAt: now };
  const trials = await countTrial(ledger, record, { modelId: model.id, days });
  const { document } = buildReport({ ...loaded, result, trials, series, parameters, model, unseen, generatedAt: now });
  await putReport(stores, document, result.equity);
  const summary = summarise(document, model.id, result);
  await ledger.putRun({
    id: runId,
    kind: 'backtest',
    symbol,
    timeframe,
    startedAt: now,
    parameters: { modelId: model.id, ...parameters },
    result: {
      verdict: document.verdict.headline,
      digest: result.digest,
      trades: summary.trades,
      netProfit: result.costs.net,
    },
  });
  return summary;
}

function summarise(document: ReportDocument, modelId: string, result: BacktestResult): BacktestSummary {
  return {
    runId: document.runId,
    modelId,
    digest: result.digest,
    candles: result.candles,
    from: result.from,
    to: result.to,
    currency: document.currency,
    minorDigits: document.minorDigits,
    trades: document.trades.length,
    verdict: document.verdict,
    headline: document.headline,
    waterfall: document.waterfall,
    decisions: document.decisions,
  };
}
