import { EventLoop, Journal, systemClock, type Scheduler } from '@pipwright/kernel';
import type { Instrument, Timeframe } from '@pipwright/model';
import type { RunSummaryMessage } from '@pipwright/protocol';
import type { RunRecord, TenantLedger } from '@pipwright/storage/ports';
import { compareRuns, renderComparisonPage } from '../compare/stored-comparison.ts';
import type { Configuration } from '../configuration.ts';
import { completeCosts } from '../costs/complete-costs.ts';
import type { LoadedSeries } from '../pipeline/load-series.ts';
import { findModel, type StoredModel } from '../pipeline/model-store.ts';
import { trainModel, TRAINING_DEFAULTS } from '../pipeline/train-model.ts';
import type { TradingChoices } from '../pipeline/trading-parameters.ts';
import { storedReport } from '../report/stored-report.ts';
import type { Stores } from '../stores.ts';
import { chooseMarket } from './choose-market.ts';
import { composeEngine } from './compose-engine.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { modelStatus } from './model-status.ts';
import { OutcomeTracker } from './outcome-tracker.ts';
import { ACCOUNT_RULES, paperEvent, type SessionStarted } from './paper-events.ts';
import { PaperFold } from './paper-fold.ts';
import { PaperPlatform } from './paper-platform.ts';
import { PaperView } from './paper-view.ts';
import { feedCandles, planRun } from './plan-run.ts';
import { fitsThisVersion, modelOfRun } from './run-model.ts';
import { journalFileOf, listPaperRuns, nextPaperRun, readRunStart } from './run-identity.ts';

export interface OpenPlatformOptions {
  readonly configuration: Configuration;
  readonly stores: Stores;
  readonly scheduler: Scheduler;
  readonly instrument: Instrument | undefined;
  readonly timeframe: Timeframe | undefined;
  readonly candlesPerSecond: number;
  /** Start a new account instead of continuing the last one. */
  readonly newRun: boolean;
  /** How a new account trades; a continued one trades as it was opened. */
  readonly choices: TradingChoices;
  readonly signal: AbortSignal;
  readonly onNote: (text: string) => void;
  /** How far the training of a first model is. */
  readonly onTraining: (doneFraction: number, step: string) => void;
  /** The account can do nothing more. */
  readonly onFailure: (error: unknown) => void;
  /** The ledger cannot be written; the journal is complete, and writing is tried again. */
  readonly onLedgerFailure: (error: unknown) => void;
}

export interface OpenedPlatform {
  readonly platform: PaperPlatform;
  readonly start: SessionStarted;
  /** Stops the replay, writes everything down and closes the journal. */
  readonly close: () => Promise<void>;
}

const RUNS_SHOWN = 50;
const RUNS_KNOWN = 1000;

/** The last run, where it goes on with the same market and is not at its end. */
function runToContinue(
  options: OpenPlatformOptions,
  loaded: LoadedSeries,
  isFinished: (runId: string) => boolean,
): SessionStarted | null {
  const last = listPaperRuns(options.configuration).at(-1);
  if (last === undefined || options.newRun) return null;
  const found = readRunStart(options.configuration, last);
  if (found === null) return null;
  const { start, lastTime } = found;
  const { series, simulated } = loaded;
  const isSame =
    start.symbol === series.symbol && start.timeframe === series.timeframe && start.simulated === simulated;
  if (!isSame) return null;
  if (start.rules !== ACCOUNT_RULES) {
    options.onNote(`${last} was begun under other rules for its account; a new paper account is opened.`);
    return null;
  }
  // A run that was killed after its last candle goes on once more, to write down its result.
  if (lastTime < start.feed.to || !isFinished(last)) return start;
  options.onNote(`${last} has replayed all its candles; a new paper account is opened.`);
  return null;
}

async function modelFor(options: OpenPlatformOptions, loaded: LoadedSeries): Promise<StoredModel> {
  const { stores, signal, onNote, onTraining: onProgress } = options;
  const { series, simulated, instrument } = loaded;
  const { symbol, timeframe } = series;
  const newest = await findModel(stores, { symbol, timeframe, simulated });
  if (newest !== null && fitsThisVersion(newest, timeframe)) return newest;
  if (newest !== null)
    onNote('The newest model needs other features than this version computes; another one is trained.');
  onNote(`Training a model on ${series.candles.length.toLocaleString('en-US')} candles of ${symbol} ${timeframe} …`);
  const { model } = await trainModel({
    ...TRAINING_DEFAULTS,
    stores,
    instrument,
    timeframe,
    loaded,
    signal,
    onProgress,
  });
  return model;
}

/** Kinds of runs that have a report. */
const REPORTED: readonly RunRecord['kind'][] = ['backtest', 'search', 'walk-forward'];

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function toRunSummary({ id, kind, symbol, timeframe, startedAt, parameters, result }: RunRecord): RunSummaryMessage {
  const verdict = result?.['verdict'];
  const strategy = parameters['strategy'];
  return {
    id,
    kind,
    symbol: texts(parameters['symbols']).join(', ') || symbol,
    timeframe,
    strategy: typeof strategy === 'string' ? strategy : null,
    startedAt,
    finished: result !== null,
    report: REPORTED.includes(kind) ? `/reports/${id}` : null,
    verdict: typeof verdict === 'string' ? verdict : null,
  };
}

async function enterRun(ledger: TenantLedger, start: SessionStarted): Promise<RunRecord> {
  const runs = await ledger.listRuns({ kind: 'paper', limit: RUNS_KNOWN });
  const known = runs.find(({ id }) => id === start.runId);
  if (known !== undefined) return known;
  const { history: _history, ...parameters } = start;
  const { currency, initialBalance } = start.trading;
  await ledger.putAccount({ id: start.runId, currency, initialBalance });
  const { runId: id, symbol, timeframe } = start;
  const run: RunRecord = {
    id,
    kind: 'paper',
    symbol,
    timeframe,
    startedAt: systemClock.now(),
    parameters,
    result: null,
  };
  await ledger.putRun(run);
  return run;
}

/** A run keeps the model that it was started with; its owner may have trained another one since. */
async function tellOfNewerModel({ stores, onNote }: OpenPlatformOptions, start: SessionStarted): Promise<void> {
  const { symbol, timeframe, simulated, modelId, runId } = start;
  const newest = await findModel(stores, { symbol, timeframe, simulated });
  if (newest === null || newest.id === modelId) return;
  onNote(`${runId} goes on with the model that it was started with; --new-run opens an account with ${newest.id}.`);
}

/** Opens the paper account: continues the last run from its journal, or starts a new one. */
export async function openPlatform(options: OpenPlatformOptions): Promise<OpenedPlatform> {
  const { configuration, stores, scheduler, candlesPerSecond, onFailure } = options;
  const [{ loaded, stored }, ledger] = await Promise.all([chooseMarket(stores, options), stores.ledger()]);
  const runs = await ledger.listRuns({ kind: 'paper', limit: RUNS_KNOWN });
  const finished = new Set(runs.filter(({ result }) => result !== null).map(({ id }) => id));
  const continued = runToContinue(options, loaded, (id) => finished.has(id));
  const model = continued === null ? await modelFor(options, loaded) : await modelOfRun(stores, continued);
  const choices = continued === null ? await completeCosts(stores, loaded.instrument, options.choices) : {};
  const start = continued ?? planRun(nextPaperRun(configuration), loaded, model, choices);
  if (continued !== null) await tellOfNewerModel(options, continued);
  const run = await enterRun(ledger, start);
  const outcomes = new OutcomeTracker();
  const view = new PaperView(loaded.instrument, start.timeframe, outcomes);
  const fold = new PaperFold(composeEngine(model.file));
  const writer = new LedgerWriter({
    ledger,
    runId: start.runId,
    accountId: start.runId,
    initialBalance: start.trading.initialBalance,
    storedSequence: await ledger.lastSequence(start.runId),
    onFailure: options.onLedgerFailure,
  });
  const journal = new Journal({ file: journalFileOf(configuration, start.runId), syncPolicy: 'batch' });
  const loop = new EventLoop(fold, journal, (records) => {
    view.apply(records);
    writer.add(records);
  });
  const platform = new PaperPlatform({
    start,
    startedAt: run.startedAt,
    fold,
    loop,
    view,
    outcomes,
    writer,
    candles: feedCandles(loaded, start),
    candlesPerSecond,
    scheduler,
    model: modelStatus(model, start),
    series: stored.map((one) => ({ ...one, sources: [...one.sources] })),
    runs: async () => (await ledger.listRuns({ limit: RUNS_SHOWN })).map(toRunSummary),
    report: (id) => storedReport(stores, id),
    comparison: async (ids) => renderComparisonPage(await compareRuns(stores, ids)),
    onFinished: async (figures) => {
      await ledger.putRun({ ...run, result: figures });
    },
    onFailure,
  });
  if (loop.length === 0) loop.dispatch(paperEvent('session.started', start.feed.from, start));
  return {
    platform,
    start,
    close: async () => {
      await platform.close();
      journal.close();
    },
  };
}
