import {
  searchStudy,
  type BacktestResult,
  type SearchStudy,
  type TimeRange,
  type WalkForwardSection,
} from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import { candleCloseTime, type EpochMs } from '@pipwright/model';
import { searchSectionSchema, walkForwardSchema } from '@pipwright/protocol';
import { strategyOf, type ParameterValues } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { searchReturns, searchStrategy, type SearchNews, type SearchResult } from '../search/search-strategy.ts';
import type { SearchTask } from '../search/search-task.ts';
import { walkForwardStrategy, type WalkForwardCut, type WalkForwardNews } from '../search/walk-forward.ts';
import type { Stores } from '../stores.ts';
import { storeBacktest, type BacktestSummary } from './backtest-strategy.ts';
import { requireHonest } from './audit-run.ts';
import { carryOut } from './carry-out-run.ts';
import { checkRobustness } from './check-robustness.ts';
import { prepareRun, type PreparedRun, type RunRequest } from './prepare-run.ts';

interface SearchControl {
  readonly stores: Stores;
  /** Default: one for each core, at most 8. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/** What is searched of a strategy; the request's own parameters keep their values. */
export type SearchChoices = Omit<SearchTask, 'fixed' | 'seed'>;

export interface SearchRunOptions extends RunRequest, SearchControl {
  readonly search: SearchChoices;
  /** Runs the best again at other costs, with other parameters and on made-up candles. */
  readonly thorough?: boolean;
  readonly onProgress?: (doneFraction: number, step: string) => void;
}

/** What a search amounts to. */
export interface SearchSummary extends BacktestSummary {
  readonly search: {
    readonly id: string;
    readonly trials: number;
    readonly stoppedEarly: number;
    readonly failed: number;
    readonly engine: string;
    readonly best: SearchResult['section']['best'];
    /** Probability of backtest overfitting; null where the trials are too few. */
    readonly overfitting: number | null;
    /** p-value that the best of all trials is no better than doing nothing (Hansen's SPA); null as above. */
    readonly spa: number | null;
  };
}

/** The part of the run that trials may trade: all markets of it. */
function tradedRange({ markets }: PreparedRun): TimeRange {
  const opens = markets.map(({ series, first = 0 }) => series.candles.time[first]!);
  const closes = markets.map(({ series }) =>
    candleCloseTime(series.candles.time[series.candles.length - 1] as EpochMs, series.timeframe),
  );
  return { from: Math.min(...opens) as EpochMs, to: Math.max(...closes) as EpochMs };
}

function taskOf({ request, parameters }: PreparedRun, search: SearchChoices): SearchTask {
  return { ...search, fixed: request.parameters, seed: parameters.seed };
}

const scoreText = (score: number | null | undefined): string =>
  score === null || score === undefined ? 'none yet' : score.toFixed(3);

function leftText(msLeft: number | null): string {
  if (msLeft === null) return '';
  const seconds = Math.round(msLeft / 1000);
  return seconds < 90 ? `, ${seconds} s left` : `, ${Math.round(seconds / 60)} min left`;
}

function newsText({ done, total, best, msLeft }: SearchNews): string {
  return `trial ${done} of ${total}, best ${scoreText(best?.score)}${leftText(msLeft)}`;
}

/** The run with the parameters that a search has chosen. */
function withParameters(run: PreparedRun, parameters: ParameterValues): PreparedRun {
  return { ...run, strategy: strategyOf(run.request.strategy.definition, parameters) };
}

async function studyOf(options: SearchRunOptions, run: PreparedRun, id: string): Promise<SearchStudy | undefined> {
  const { returns } = await searchReturns(options.stores, id);
  if (returns.length < 2) return undefined;
  return searchStudy({
    trials: returns,
    random: createRandom(run.parameters.seed).split('search study'),
    signal: options.signal,
    onProgress: (done, total) => options.onProgress?.(0.8 + (0.1 * done) / total, 'asking the trials about luck'),
  });
}

/**
 * Searches a strategy's parameters, runs the best by the event engine with everything that a backtest has, and reports both.
 * Every trial is kept; started again it goes on behind them. Throws what `prepareRun` and `searchStrategy` throw, and
 * `SEARCH_FOUND_NOTHING` where no trial has a score.
 */
export async function searchRun(options: SearchRunOptions): Promise<SearchSummary> {
  const { stores, search, threads, signal, onProgress, thorough = false } = options;
  const control = signal === undefined ? {} : { signal };
  onProgress?.(0, 'reading candles');
  const run = await prepareRun(stores, options);
  requireHonest(run);
  const found = await searchStrategy({
    ...control,
    stores,
    strategy: options.strategy,
    setup: run.setup,
    task: taskOf(run, search),
    range: tradedRange(run),
    ...(threads === undefined ? {} : { threads }),
    onProgress: (news) => onProgress?.((0.8 * news.done) / news.total, newsText(news)),
  });
  const { best } = found.outcome;
  if (best === null) throw errors.SEARCH_FOUND_NOTHING({ trials: found.outcome.trials.length });
  const study = await studyOf(options, run, found.id);
  const chosen = withParameters(run, best.parameters);
  const runId = `search-${run.strategy.name}-${found.id.slice(0, 8)}`;
  const result = await carryOut(stores, chosen, runId, control);
  const robustness = await checkRobustness({
    ...control,
    stores,
    run: chosen,
    result,
    thorough,
    onProgress: (done, step) => onProgress?.(0.9 + 0.1 * done, step),
  });
  const studies = {
    robustness,
    search: searchSectionSchema.parse(found.section),
    ...(study === undefined ? {} : { searchStudy: study }),
  };
  const summary = await storeBacktest({ stores, run: chosen, result, kind: 'search', studies });
  const { trials, stoppedEarly, failed } = found.outcome;
  return {
    ...summary,
    search: {
      id: found.id,
      trials: trials.length,
      stoppedEarly,
      failed,
      engine: found.engine.reason === '' ? found.engine.kind : `${found.engine.kind} (${found.engine.reason})`,
      best: found.section.best.slice(0, 10),
      overfitting: study?.backtestOverfitting?.probability ?? null,
      spa: study?.realityCheck?.spa ?? null,
    },
  };
}

export interface WalkForwardRunOptions extends RunRequest, SearchControl {
  readonly search: SearchChoices;
  readonly cut: WalkForwardCut;
  readonly onProgress?: (doneFraction: number, step: string) => void;
}

export interface WalkForwardSummary extends BacktestSummary {
  readonly walkForward: WalkForwardSection & {
    /** Different sets of parameters that were tried in all folds together. */
    readonly variants: number;
  };
}

function walkText(news: WalkForwardNews): string {
  return `fold ${news.fold + 1} of ${news.folds}, ${newsText(news)}`;
}

/**
 * Walks a strategy forward and reports the tests as one run. Throws what `prepareRun` and `walkForwardStrategy` throw, and
 * `SEARCH_FOUND_NOTHING` where no training chose anything.
 */
export async function walkForwardRun(options: WalkForwardRunOptions): Promise<WalkForwardSummary> {
  const { stores, search, cut, threads, signal, onProgress } = options;
  const control = signal === undefined ? {} : { signal };
  onProgress?.(0, 'reading candles');
  const run = await prepareRun(stores, options);
  requireHonest(run);
  const walked = await walkForwardStrategy({
    ...control,
    stores,
    strategy: options.strategy,
    setup: run.setup,
    task: taskOf(run, search),
    cut,
    range: tradedRange(run),
    ...(threads === undefined ? {} : { threads }),
    onProgress: (news) => onProgress?.((news.fold + news.done / news.total) / news.folds, walkText(news)),
  });
  if (walked.stitched === null) throw errors.SEARCH_FOUND_NOTHING({ trials: walked.variants });
  const runId = `walk-forward-${run.strategy.name}-${walked.id.slice(0, 8)}`;
  const result: BacktestResult = { ...walked.stitched, runId };
  const robustness = await checkRobustness({ ...control, stores, run, result, thorough: false });
  const walkForward = walkForwardSchema.parse(walked.section);
  const studies = { robustness, walkForward };
  const summary = await storeBacktest({ stores, run, result, kind: 'walk-forward', studies });
  return { ...summary, walkForward: { ...walked.section, variants: walked.variants } };
}
