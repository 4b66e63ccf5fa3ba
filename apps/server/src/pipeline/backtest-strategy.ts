import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { dailyEquity, sharpeRatio, type BacktestResult, type Trials } from '@pipwright/backtest';
import { canonicalJson, systemClock } from '@pipwright/kernel';
import { findInstrument, type CandleSeries, type EpochMs, type Instrument } from '@pipwright/model';
import type { Figure, ReportDocument, StrategySection } from '@pipwright/protocol';
import { buildReport } from '../report/build-report.ts';
import type { ReportStudies } from '../report/report-input.ts';
import { putReport } from '../report/stored-report.ts';
import { plainJson, variantDigest } from '../search/search-identity.ts';
import type { Stores } from '../stores.ts';
import { requireHonest } from './audit-run.ts';
import { shippedStrategy } from '../strategies/shipped-strategies.ts';
import { carryOut } from './carry-out-run.ts';
import { checkRobustness } from './check-robustness.ts';
import { tradedPart, type Assumption } from './run-data.ts';
import { prepareRun, type PreparedRun, type RunRequest } from './prepare-run.ts';
import { countTrial } from './trials.ts';

export interface BacktestStrategyOptions extends RunRequest {
  readonly stores: Stores;
  /** Runs the strategy again at other costs, with other parameters and on made-up candles. */
  readonly thorough?: boolean;
  readonly onProgress?: (doneFraction: number, step: string) => void;
  readonly signal?: AbortSignal;
}

/** What a backtest amounts to, for people and scripts. */
export interface BacktestSummary {
  readonly runId: string;
  readonly strategy: string;
  readonly parameters: StrategySection['parameters'];
  /** Null where the strategy uses none. */
  readonly modelId: string | null;
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
  readonly assumptions: readonly Assumption[];
  /** Share of the fills whose price rests on the path rule; null without fills. */
  readonly ruleShare: number | null;
}

/** Share of the work that the run itself is, where the checks run it again. */
const RUN_SHARE = 0.1;

/** Enough to tell whether candles came in since. */
function extent({ timeframe, askSource, candles }: CandleSeries): (string | number)[] {
  const { length, time } = candles;
  return [timeframe, askSource, length, time[0] ?? 0, time[length - 1] ?? 0];
}

/** The contracts that are not as in the catalogue; undefined where all are. */
function ownContracts({ markets }: PreparedRun['setup']): readonly Instrument[] | undefined {
  const text = (value: unknown): string => canonicalJson(plainJson(value));
  const own = markets
    .map(({ instrument }) => instrument)
    .filter((instrument) => text(instrument) !== text(findInstrument(instrument.symbol)));
  return own.length === 0 ? undefined : own;
}

/** Names the run by what its trades follow from, and not by when anything was made. */
function trialDigest({ request, setup, strategy, models }: PreparedRun): string {
  const { timeframe, from, to, detail } = request;
  const variant = {
    strategy: request.strategy.digest,
    parameters: strategy.parameters,
    models: models.map((used) => used?.model.id ?? null),
    symbols: setup.markets.map(({ instrument }) => instrument.symbol),
    // Leverage of the account and terms of the broker; left out where they are the catalogue's.
    contracts: ownContracts(setup),
    timeframe,
    detail,
    data: setup.markets.map(({ series, smaller }) =>
      extent(series).concat(smaller === undefined ? [] : extent(smaller)),
    ),
    terms: { ...setup, strategy: null, markets: null, rates: null },
    from: from ?? null,
    to: to ?? null,
  };
  return createHash('sha256')
    .update(canonicalJson(plainJson(variant)))
    .digest('hex');
}

/** Names the variant in the count of trials, as searches do: the same rules on another range are no new idea. */
function variantOf({ request, setup, strategy }: PreparedRun): string {
  return variantDigest(request.strategy.digest, setup, strategy.parameters);
}

/** Sharpe ratio of daily returns, not annualised (0 where nothing was earned or lost), and the number of days. */
function dailySharpe(result: BacktestResult): { readonly sharpe: number; readonly days: number } {
  const { returns } = dailyEquity(result.equity, result.initialBalance);
  const sharpe = sharpeRatio(returns, 1);
  return { sharpe: Number.isFinite(sharpe) ? sharpe : 0, days: returns.length };
}

/** The strategy and its parameters, as the report shows them. */
function strategySection({ request, strategy }: PreparedRun): StrategySection {
  const { definition, file } = request.strategy;
  return {
    name: definition.name,
    description: definition.description,
    // The folder says something about the machine and nothing about the strategy.
    file: file === null || file === shippedStrategy(definition.name) ? null : basename(file),
    parameters: Object.entries(definition.parameters).map(([name, { description }]) => ({
      name,
      value: strategy.parameters[name] ?? '',
      description,
    })),
  };
}

function describeSizing({ setup, strategy }: PreparedRun): string {
  const { sizing } = setup;
  if (sizing.kind === 'fixed') return `${sizing.volume} lots, unless the strategy names another volume`;
  if (sizing.kind === 'strategy') return `${strategy.definition.volume} lots, as the strategy says`;
  const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)} %`;
  return `${percent(sizing.riskPerTrade)} of the equity at the stop, at most ${percent(sizing.marginShareMax)} of the free margin, unless the strategy names a volume`;
}

function runIdOf({ strategy, setup, request }: PreparedRun, digest: string): string {
  const symbols = setup.markets.map(({ instrument }) => instrument.symbol.toLowerCase()).join('-');
  const name = `backtest-${strategy.name}-${symbols}-${request.timeframe.toLowerCase()}`.slice(0, 70);
  return `${name}-${digest.slice(0, 8)}`;
}

/**
 * Runs a strategy over stored candles with costs, asks of the result what luck could have made of it, and stores result and
 * report. Throws what `prepareRun` throws, and what the strategy and the engine throw.
 */
export async function backtestStrategy(options: BacktestStrategyOptions): Promise<BacktestSummary> {
  const { stores, onProgress, signal, thorough = false } = options;
  const signalled = signal === undefined ? {} : { signal };
  onProgress?.(0, 'reading candles');
  const run = await prepareRun(stores, options);
  requireHonest(run);
  const runId = runIdOf(run, trialDigest(run));
  const share = thorough ? RUN_SHARE : 1;
  const result = await carryOut(stores, run, runId, {
    ...signalled,
    onProgress: (done) => onProgress?.(done * share, 'trading'),
  });
  const robustness = await checkRobustness({
    ...signalled,
    stores,
    run,
    result,
    thorough,
    onProgress: (done, step) => onProgress?.(share + (1 - share) * done, step),
  });
  return storeBacktest({ stores, run, result, kind: 'backtest', studies: { robustness } });
}

export interface FinishedBacktest {
  readonly stores: Stores;
  readonly run: PreparedRun;
  readonly result: BacktestResult;
  /** What made it. */
  readonly kind: 'backtest' | 'search' | 'walk-forward';
  readonly studies: ReportStudies;
}

/** What is entered of a run, besides its report. */
async function enterRun(
  { stores, run, result, kind }: FinishedBacktest,
  { verdict, generatedAt }: ReportDocument,
): Promise<void> {
  const ledger = await stores.ledger();
  await ledger.putRun({
    id: result.runId,
    kind,
    symbol: result.symbol,
    timeframe: result.timeframe,
    startedAt: generatedAt as EpochMs,
    parameters: {
      strategy: run.strategy.name,
      chosen: run.strategy.parameters,
      modelId: run.models[0]?.model.id ?? null,
      symbols: result.symbols,
      ...(plainJson(run.parameters) as object),
    },
    result: {
      verdict: verdict.headline,
      digest: result.digest,
      trades: result.trades.length,
      netProfit: result.costs.net,
    },
  });
}

/** Enters the variant and tells how many were tried on the series. */
async function countVariant({ stores, run, result }: FinishedBacktest, triedAt: EpochMs): Promise<Trials> {
  const { symbol, timeframe } = result;
  const { sharpe, days } = dailySharpe(result);
  const record = { symbol, timeframe, digest: variantOf(run), sharpe, triedAt };
  return countTrial(await stores.ledger(), record, { modelId: run.models[0]?.model.id ?? null, days });
}

/** Counts the trial, builds and stores the report, and enters the run. */
export async function storeBacktest(finished: FinishedBacktest): Promise<BacktestSummary> {
  const { stores, run, result, kind, studies } = finished;
  const used = run.models[0] ?? null;
  const now = systemClock.now();
  // A walk-forward has other parameters in each fold.
  const strategy = kind === 'walk-forward' ? { ...strategySection(run), parameters: [] } : strategySection(run);
  const traded = run.markets.map(({ instrument, series, first = 0 }) => ({
    instrument,
    series: tradedPart(series, first),
  }));
  const [market, ...others] = traded as [(typeof traded)[number], ...typeof traded];
  const { document, statistics } = buildReport({
    ...market,
    others,
    result,
    trials: await countVariant(finished, now),
    sources: run.sources,
    simulated: false,
    parameters: run.parameters,
    model: used?.model ?? null,
    unseen: used?.unseen ?? null,
    strategy,
    studies,
    assumptions: [...run.assumptions, { name: 'Size of orders', value: describeSizing(run) }],
    generatedAt: now,
  });
  await putReport(stores, document, result.equity);
  await enterRun(finished, document);
  const { runId, digest, candles, from, to } = result;
  const { currency, minorDigits, verdict, headline, waterfall, decisions } = document;
  return {
    runId,
    strategy: strategy.name,
    parameters: strategy.parameters,
    modelId: used?.model.id ?? null,
    digest,
    candles,
    from,
    to,
    currency,
    minorDigits,
    trades: result.trades.length,
    verdict,
    headline,
    waterfall,
    decisions,
    assumptions: run.assumptions,
    ruleShare: statistics.ruleFillShare,
  };
}
