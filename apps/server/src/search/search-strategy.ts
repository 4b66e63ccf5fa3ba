import {
  bestTrials,
  checkStopped,
  runSearch,
  searchSection,
  type Evaluate,
  type SearchOutcome,
  type SearchSection,
  type SearchTrial,
  type TimeRange,
} from '@pipwright/backtest';
import { systemClock, type Clock } from '@pipwright/kernel';
import type { SearchRecord, SearchState, SearchTrialRecord, TenantLedger } from '@pipwright/storage/ports';
import type { ParameterValues, StrategyDefinition } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { VERSION } from '../package-version.ts';
import type { Stores } from '../stores.ts';
import { engineChoice } from './choose-engine.ts';
import { loadReturns } from './returns-blob.ts';
import { dataDigest, plainJson, searchIdentity, variantDigest } from './search-identity.ts';
import { planSearch, wholeRange, type PlannedSearch, type SearchTask } from './search-task.ts';
import { TimeLeft } from './time-left.ts';
import { TrialLedger, trialOf } from './trial-ledger.ts';
import type { TrialPool } from './trial-pool.ts';
import { withPool, type PoolOptions } from './with-pool.ts';
import type { EngineChoice, TrialSetup } from './trial-setup.ts';

/** A strategy as it was loaded. */
export interface SearchedStrategy {
  readonly definition: StrategyDefinition;
  /** Digest of its code. */
  readonly digest: string;
}

/** How far a search is. */
export interface SearchNews {
  readonly done: number;
  readonly total: number;
  readonly best: SearchTrial | null;
  /** Estimated from what this process has done; null while nothing can be said. */
  readonly msLeft: number | null;
}

export interface SearchStrategyOptions extends PoolOptions {
  readonly stores: Pick<Stores, 'ledger' | 'blobs'>;
  readonly strategy: SearchedStrategy;
  readonly setup: TrialSetup;
  readonly task: SearchTask;
  /** Default: all candles of the setup. */
  readonly range?: TimeRange;
  readonly onProgress?: (news: SearchNews) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** What a search found. It rests on its options alone: not on threads, and not on interruptions. */
export interface SearchResult {
  readonly id: string;
  readonly outcome: SearchOutcome;
  readonly section: SearchSection;
  readonly engine: EngineChoice;
  /** Best trials that were run again by the event engine, and came out the same; 0 where it ran all of them. */
  readonly verified: number;
}

/** Best trials of a search over columns that the event engine must confirm. */
const VERIFIED = 3;

/** A search that is known by its id. */
interface IdentifiedSearch {
  readonly id: string;
  readonly plan: PlannedSearch;
}

interface SearchRun extends IdentifiedSearch {
  readonly options: SearchStrategyOptions;
  readonly pool: () => Promise<TrialPool>;
  readonly ledger: TenantLedger;
  /** Kept with the search. */
  readonly kind: string;
}

function recordOf(run: SearchRun, state: SearchState, done: number, result: SearchRecord['result']): SearchRecord {
  const { id, plan, options } = run;
  const { setup, strategy, clock = systemClock } = options;
  const { symbol, timeframe } = setup.markets[0]!.series;
  const now = clock.now();
  const { name } = strategy.definition;
  const spec = plainJson({ ...plan.spec, strategy: name, strategyDigest: strategy.digest, part: run.kind });
  return {
    id,
    kind: 'search',
    symbol,
    timeframe,
    startedAt: now,
    updatedAt: now,
    state,
    spec: spec as SearchRecord['spec'],
    progress: { done, total: plan.trials },
    result,
  };
}

/** Trials that an earlier run of the same search has stored. */
function knownTrials(run: SearchRun, stored: readonly SearchTrialRecord[]) {
  const { space, range } = run.plan;
  const byNumber = new Map(stored.map((record) => [record.number, trialOf(record, space, range)]));
  return (number: number, parameters: ParameterValues): SearchTrial | undefined => {
    const trial = byNumber.get(number);
    if (trial === undefined || space.keyOf(trial.parameters) === space.keyOf(parameters)) return trial;
    throw errors.SEARCH_TRIALS_DIFFER({ number, search: run.id });
  };
}

async function searchTrials(run: SearchRun): Promise<SearchOutcome> {
  const { id, plan, options, pool, ledger } = run;
  const { setup, strategy, stores, onProgress, signal, clock = systemClock } = options;
  const { symbol, timeframe } = setup.markets[0]!.series;
  const stored = await ledger.listSearchTrials(id);
  const writer = new TrialLedger({
    ledger,
    blobs: stores.blobs,
    clock,
    searchId: id,
    symbol,
    timeframe,
    strategy: strategy.definition.name,
    strategyDigest: strategy.digest,
    digestOf: (parameters) => variantDigest(strategy.digest, setup, parameters),
  });
  const timeLeft = new TimeLeft(clock, stored.length);
  const evaluate: Evaluate = async (parameters, range) => (await pool()).evaluate(parameters, range);
  try {
    return await runSearch({
      sampler: plan.sampler(),
      objective: plan.objective,
      range: plan.range,
      trials: plan.trials,
      batch: plan.spec['batch'] as number,
      patience: plan.spec['patience'] as number | null,
      stopping: options.task.stopping ?? { kind: 'none' },
      evaluate,
      known: knownTrials(run, stored),
      onTrial: (trial, outcome) => writer.add(trial, outcome),
      onProgress: (progress) => onProgress?.({ ...progress, msLeft: timeLeft.estimate(progress.done, progress.total) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } finally {
    // Also when it is broken off: what has ended need not be done again.
    await writer.flush();
  }
}

function parametersText(parameters: ParameterValues): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Runs the best trials again by the event engine. Throws `SEARCH_ENGINES_DISAGREE`. */
async function verify({ options, pool }: SearchRun, { trials }: SearchOutcome): Promise<number> {
  const { initialBalance } = options.setup.account;
  const best = bestTrials(trials, VERIFIED);
  const threads = await pool();
  await Promise.all(
    best.map(async ({ number, parameters, range, net, trades, digest }) => {
      const result = await threads.run(parameters, range, initialBalance, `trial-${number}`);
      if (result.digest === digest && result.costs.net === net && result.trades.length === trades) return;
      throw errors.SEARCH_ENGINES_DISAGREE({
        number,
        parameters: parametersText(parameters),
        columnar: net,
        columnarTrades: trades,
        event: result.costs.net,
        eventTrades: result.trades.length,
      });
    }),
  );
  return best.length;
}

async function carryOut(run: SearchRun): Promise<SearchResult> {
  const { id, plan, options, ledger } = run;
  const engine = engineChoice(options.setup, options.strategy.definition);
  await ledger.putSearch(recordOf(run, 'running', 0, null));
  const outcome = await searchTrials(run);
  const verified = engine.kind === 'columnar' ? await verify(run, outcome) : 0;
  const { method, objective, space } = plan;
  const section = searchSection({ method, objective: objective.name, space, outcome });
  const { best, end, trials, stoppedEarly, failed } = outcome;
  const found = best === null ? null : { parameters: best.parameters, score: best.score, net: best.net };
  const figures = { best: found, end, trials: trials.length, stoppedEarly, failed, engine: engine.kind, verified };
  await ledger.putSearch(recordOf(run, 'done', trials.length, figures));
  return { id, outcome, section, engine, verified };
}

/** Keeps what became of a search that did not end well. Returns how many trials are stored. */
async function noteEnd(run: SearchRun, error: unknown): Promise<number> {
  const isStopped = run.options.signal?.aborted === true;
  const done = (await run.ledger.listSearchTrials(run.id)).length;
  const reason = error instanceof Error ? error.message : String(error);
  await run.ledger.putSearch(recordOf(run, isStopped ? 'cancelled' : 'failed', done, { reason }));
  return done;
}

/** Plans a search and names it: two of the same task, strategy, data and program have the same id. */
function identifySearch(
  options: Pick<SearchStrategyOptions, 'strategy' | 'setup' | 'task' | 'range'>,
  data: string,
): IdentifiedSearch {
  const { strategy, setup, task, range = wholeRange(setup) } = options;
  const plan = planSearch(task, strategy.definition, range);
  const id = searchIdentity({ setup, strategyDigest: strategy.digest, data, task: plan.spec, version: VERSION });
  return { id, plan };
}

/** A search with threads that are there already. */
export async function searchIn(
  pool: () => Promise<TrialPool>,
  options: SearchStrategyOptions,
  { data, kind }: { readonly data: string; readonly kind: string },
): Promise<SearchResult> {
  const ledger = await options.stores.ledger();
  const run: SearchRun = { ...identifySearch(options, data), options, pool, ledger, kind };
  try {
    return await carryOut(run);
  } catch (error) {
    // Where this fails as well, the ledger is what is wrong, and the first error says so.
    const done = await noteEnd(run, error).catch(() => 0);
    // Threads that were ended on request complain of that.
    checkStopped(options.signal, { done, total: run.plan.trials });
    throw error;
  }
}

/**
 * Searches a strategy's parameters in threads. Every trial is stored as it ends; started again after a death, a stop or its
 * end, the same search goes on behind them and finds the same.
 *
 * Rejects with `SEARCH_STOPPED` when the signal is aborted, `SEARCH_ENGINES_DISAGREE` where columns and events differ,
 * `SEARCH_FAILED` where the strategy fails with everything, `SEARCH_THREAD_FAILED`, and as `planSearch`.
 */
export async function searchStrategy(options: SearchStrategyOptions): Promise<SearchResult> {
  const data = dataDigest(options.setup);
  return withPool(options, (pool) => searchIn(pool, options, { data, kind: 'search' }));
}

/** Daily returns of all trials of a search that saw the whole range, in the order of the trials: for the statistics of luck. */
export async function searchReturns(stores: Pick<Stores, 'ledger' | 'blobs'>, id: string) {
  const trials = await (await stores.ledger()).listSearchTrials(id);
  return loadReturns(stores.blobs, trials);
}
