import {
  checkStopped,
  runWalkForward,
  stitchResults,
  walkForwardSection,
  walkForwardWindows,
  type BacktestResult,
  type WalkForwardOutcome,
  type WalkForwardSection,
  type WindowOptions,
} from '@pipwright/backtest';
import { systemClock } from '@pipwright/kernel';
import type { SearchRecord, SearchState } from '@pipwright/storage/ports';
import { VERSION } from '../package-version.ts';
import { dataDigest, plainJson, searchIdentity } from './search-identity.ts';
import { searchIn, type SearchNews, type SearchResult, type SearchStrategyOptions } from './search-strategy.ts';
import { planSearch, wholeRange } from './search-task.ts';
import { withPool } from './with-pool.ts';

/** How a range is cut into trainings and tests. */
export type WalkForwardCut = Omit<WindowOptions, 'range'>;

export interface WalkForwardNews extends SearchNews {
  /** The fold that is searched, from 0. */
  readonly fold: number;
  readonly folds: number;
}

export interface WalkForwardStrategyOptions extends Omit<SearchStrategyOptions, 'onProgress'> {
  readonly cut: WalkForwardCut;
  readonly onProgress?: (news: WalkForwardNews) => void;
}

export interface WalkForwardResult {
  readonly id: string;
  readonly outcome: WalkForwardOutcome;
  readonly section: WalkForwardSection;
  /** The searches of the trainings, by fold. */
  readonly searches: readonly SearchResult[];
  /** The tests as one run on one account; null where no training chose anything. */
  readonly stitched: BacktestResult | null;
  /** Different variants that were tried in all folds together: what the stitched result is to be deflated by. */
  readonly variants: number;
}

interface WalkRun {
  readonly id: string;
  readonly options: WalkForwardStrategyOptions;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly folds: number;
}

async function note(
  { id, options, spec, folds }: WalkRun,
  state: SearchState,
  done: number,
  result: SearchRecord['result'],
): Promise<void> {
  const { setup, stores, clock = systemClock } = options;
  const { symbol, timeframe } = setup.markets[0]!.series;
  const now = clock.now();
  const ledger = await stores.ledger();
  const progress = { done, total: folds };
  const kind = 'walk-forward';
  await ledger.putSearch({
    id,
    kind,
    symbol,
    timeframe,
    startedAt: now,
    updatedAt: now,
    state,
    spec,
    progress,
    result,
  });
}

function countVariants(searches: readonly SearchResult[]): number {
  const tried = searches.flatMap(({ outcome }) => outcome.trials.map(({ parameters }) => JSON.stringify(parameters)));
  return new Set(tried).size;
}

/**
 * Walks a strategy forward: searches each training part, trades what was best there on the test part behind it. Every trial
 * is stored; started again it goes on behind them. Rejects as `searchStrategy` does, and with `WALK_FORWARD_TOO_SHORT`.
 */
export async function walkForwardStrategy(options: WalkForwardStrategyOptions): Promise<WalkForwardResult> {
  const { setup, strategy, task, cut, range = wholeRange(setup), onProgress, signal, ...rest } = options;
  const windows = walkForwardWindows({ ...cut, range });
  const { objective, spec: taskSpec } = planSearch(task, strategy.definition, range);
  const data = dataDigest(setup);
  const id = searchIdentity({
    setup,
    strategyDigest: strategy.digest,
    data,
    task: { ...taskSpec, cut },
    version: VERSION,
  });
  const names = { strategy: strategy.definition.name, strategyDigest: strategy.digest };
  const spec = plainJson({ ...taskSpec, ...names, cut }) as WalkRun['spec'];
  const run: WalkRun = { id, options, spec, folds: windows.length };
  const searches: SearchResult[] = [];
  const control = signal === undefined ? {} : { signal };
  try {
    await note(run, 'running', 0, null);
    const outcome = await withPool(options, (pool) =>
      runWalkForward({
        windows,
        objective,
        initialBalance: setup.account.initialBalance,
        ...control,
        search: async (train, fold) => {
          const tell = (news: SearchNews): void => onProgress?.({ ...news, fold, folds: windows.length });
          const own = { ...rest, setup, strategy, task, range: train, onProgress: tell, ...control };
          const found = await searchIn(pool, own, { data, kind: `fold ${fold} of ${id}` });
          searches.push(found);
          await note(run, 'running', fold, null);
          return found.outcome;
        },
        test: async (parameters, test, balance) =>
          (await pool()).run(parameters, test, balance, `fold-${searches.length - 1}`),
      }),
    );
    const gap = (cut.purgeMs ?? 0) + (cut.embargoMs ?? 0);
    const section = walkForwardSection({ mode: cut.mode, purgeMs: gap, objective: objective.name, outcome });
    const stitched = stitchResults(outcome.tests, `walk-forward-${id.slice(0, 8)}`);
    const figures = { efficiency: outcome.efficiency, net: stitched?.costs.net ?? 0, digest: stitched?.digest ?? null };
    await note(run, 'done', windows.length, figures);
    return { id, outcome, section, searches, stitched, variants: countVariants(searches) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const state = signal?.aborted === true ? 'cancelled' : 'failed';
    await note(run, state, searches.length, { reason }).catch(() => undefined);
    checkStopped(signal, { done: searches.length, total: windows.length });
    throw error;
  }
}
