import type { MinorUnits } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import type { BacktestResult } from '../backtest-result.ts';
import { scoreOf, type Objective } from './objectives.ts';
import { checkStopped, type SearchOutcome } from './run-search.ts';
import { namedValues, type NamedValue } from './search-section.ts';
import { outcomeOf, type SearchTrial, type TimeRange } from './trial.ts';
import type { WalkForwardMode, WalkForwardWindow } from './walk-forward-windows.ts';

export interface WalkForwardOptions {
  readonly windows: readonly WalkForwardWindow[];
  readonly objective: Objective;
  readonly initialBalance: MinorUnits;
  /** Searches the training part of a fold, and nothing else. */
  readonly search: (train: TimeRange, fold: number) => Promise<SearchOutcome>;
  /** Runs what was chosen over the test part, with the balance that the tests before it left. */
  readonly test: (parameters: ParameterValues, test: TimeRange, balance: MinorUnits) => Promise<BacktestResult>;
  readonly onProgress?: (progress: { readonly folds: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface WalkForwardFold {
  readonly window: WalkForwardWindow;
  readonly trials: number;
  readonly stoppedEarly: number;
  /** Best of the training; null where no set had a score. Nothing is traded in the test then. */
  readonly chosen: SearchTrial | null;
  readonly testScore: number | null;
  readonly testTrades: number;
  readonly testDays: number;
  readonly testNet: MinorUnits;
}

export interface WalkForwardOutcome {
  readonly folds: readonly WalkForwardFold[];
  /** Tests that were traded, in order: each goes on with the balance of the one before. */
  readonly tests: readonly BacktestResult[];
  readonly efficiency: number | null;
}

/** Score, for objectives that grow with time per day, so that training and test of different length compare. */
function comparable(objective: Objective, score: number | null, days: number): number | null {
  if (score === null || !objective.grows) return score;
  return days === 0 ? null : score / days;
}

/**
 * Mean score of the tests over mean score of the trainings, over the folds that have both (Pardo, 2008, The evaluation and
 * optimization of trading strategies: walk-forward efficiency); null where the trainings themselves did not earn.
 */
function efficiencyOf(objective: Objective, folds: readonly WalkForwardFold[]): number | null {
  let train = 0;
  let test = 0;
  for (const { chosen, testScore, testDays } of folds) {
    const trained = comparable(objective, chosen?.score ?? null, chosen?.days ?? 0);
    const tested = comparable(objective, testScore, testDays);
    if (trained === null || tested === null) continue;
    train += trained;
    test += tested;
  }
  return train > 0 ? test / train : null;
}

/**
 * Walks forward: each fold is searched on its training part, and what is best there trades the test part, whose candles the
 * search has not seen. Rejects with `SEARCH_STOPPED` when the signal is aborted.
 */
export async function runWalkForward(options: WalkForwardOptions): Promise<WalkForwardOutcome> {
  const { windows, objective, initialBalance, search, test, onProgress, signal } = options;
  const folds: WalkForwardFold[] = [];
  const tests: BacktestResult[] = [];
  let balance = initialBalance;
  for (const [place, window] of windows.entries()) {
    checkStopped(signal, { done: place, total: windows.length });
    const { trials, stoppedEarly, best } = await search(window.train, place);
    const searched = { window, trials: trials.length, stoppedEarly, chosen: best };
    // An account without money has nothing to trade with, whatever would have been chosen.
    const result = best === null || balance <= 0 ? null : await test(best.parameters, window.test, balance);
    if (result === null) {
      folds.push({ ...searched, testScore: null, testTrades: 0, testDays: 0, testNet: 0 as MinorUnits });
    } else {
      const outcome = outcomeOf(result);
      // Few trades in a short test are few; they are shown all the same.
      const testScore = scoreOf(objective, outcome, 0);
      const { trades: testTrades, net: testNet, dailyReturns } = outcome;
      folds.push({ ...searched, testScore, testTrades, testDays: dailyReturns.length, testNet });
      tests.push(result);
      balance = result.finalBalance;
    }
    onProgress?.({ folds: place + 1, total: windows.length });
  }
  return { folds, tests, efficiency: efficiencyOf(objective, folds) };
}

/** What a report shows of a walk-forward. */
export interface WalkForwardSection {
  readonly mode: WalkForwardMode;
  readonly purgeMs: number;
  readonly objective: string;
  readonly folds: readonly {
    readonly trainFrom: number;
    readonly trainTo: number;
    readonly testFrom: number;
    readonly testTo: number;
    readonly parameters: readonly NamedValue[];
    readonly trials: number;
    readonly trainScore: number | null;
    readonly testScore: number | null;
    readonly trades: number;
    readonly net: MinorUnits;
  }[];
  readonly efficiency: number | null;
}

export interface WalkForwardSectionOptions {
  readonly mode: WalkForwardMode;
  /** Gap between training and test. */
  readonly purgeMs: number;
  readonly objective: string;
  readonly outcome: WalkForwardOutcome;
}

export function walkForwardSection(options: WalkForwardSectionOptions): WalkForwardSection {
  const { mode, purgeMs, objective, outcome } = options;
  return {
    mode,
    purgeMs,
    objective,
    folds: outcome.folds.map(({ window, trials, chosen, testScore, testTrades, testNet }) => ({
      trainFrom: window.train.from,
      trainTo: window.train.to,
      testFrom: window.test.from,
      testTo: window.test.to,
      parameters: chosen === null ? [] : namedValues(chosen.parameters),
      trials,
      trainScore: chosen?.score ?? null,
      testScore,
      trades: testTrades,
      net: testNet,
    })),
    efficiency: outcome.efficiency,
  };
}
