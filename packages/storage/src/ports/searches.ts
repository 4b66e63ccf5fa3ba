import type { EpochMs, MinorUnits, SymbolName, Timeframe } from '@pipwright/model';

export const SearchState = {
  /** Under way, or broken off by the death of its process: started again it goes on. */
  Running: 'running',
  Done: 'done',
  Cancelled: 'cancelled',
  Failed: 'failed',
} as const;
export type SearchState = (typeof SearchState)[keyof typeof SearchState];

export interface SearchProgress {
  /** Trials that are stored. */
  readonly done: number;
  /** Trials that are planned; an upper bound where the search may end sooner. */
  readonly total: number;
}

/** A search for parameters: what was asked for, and how far it is. */
export interface SearchRecord {
  /** Digest of the task, the strategy and the data: the same search has the same id. */
  readonly id: string;
  readonly kind: 'search' | 'walk-forward';
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  readonly startedAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly state: SearchState;
  /** JSON object of everything that the trials follow from. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly progress: SearchProgress;
  /** JSON object of figures, or the reason of a failure; null until it has ended. */
  readonly result: Readonly<Record<string, unknown>> | null;
}

export const SearchTrialState = {
  Done: 'done',
  /** Clearly worse than the others on the first part of the range, and not evaluated on the rest. */
  StoppedEarly: 'stopped-early',
  Failed: 'failed',
} as const;
export type SearchTrialState = (typeof SearchTrialState)[keyof typeof SearchTrialState];

/** One set of parameters of a search. Counted when a Sharpe ratio is deflated, unless it failed. */
export interface SearchTrialRecord {
  readonly searchId: string;
  /** Place in the search, from 0. */
  readonly number: number;
  readonly symbol: SymbolName;
  readonly timeframe: Timeframe;
  /** Digest of the variant, as in `TrialRecord`: the same variant in two searches counts once. */
  readonly digest: string;
  readonly strategy: string;
  /** Digest of the strategy's code. */
  readonly strategyDigest: string;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** What it was evaluated on: the first part of the search's range where it was stopped early. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly state: SearchTrialState;
  /** Why it failed or was stopped; empty otherwise. */
  readonly reason: string;
  /** The search's objective; null where it is undefined. */
  readonly score: number | null;
  /** The objective on the first parts of the range, where the search may stop trials early; shortest part first. */
  readonly stageScores: readonly (number | null)[];
  readonly net: MinorUnits;
  readonly trades: number;
  /** Sharpe ratio of daily returns, not annualised; null where it failed. */
  readonly sharpe: number | null;
  readonly days: number;
  /** Digest of its fills. */
  readonly fills: string;
  /** Blob and row in it that hold the daily returns; null where there are none. */
  readonly returns: { readonly blob: string; readonly row: number } | null;
  readonly triedAt: EpochMs;
}

/** Searches of one tenant. */
export interface SearchStore {
  /** Stores a search or brings its state, progress and result up to date. What was asked for stays as it was first. */
  putSearch(search: SearchRecord): Promise<void>;
  /** Null where there is none. */
  findSearch(id: string): Promise<SearchRecord | null>;
  /** Newest first. */
  listSearches(options: { readonly limit: number }): Promise<readonly SearchRecord[]>;
  /** Stores trials, all or none. One that is there already stays as it is. Rejects where the search is not known. */
  putSearchTrials(trials: readonly SearchTrialRecord[]): Promise<void>;
  /** By their place in the search, from `after` on (excluded), at most `limit`. */
  listSearchTrials(
    searchId: string,
    options?: { readonly after?: number; readonly limit?: number },
  ): Promise<readonly SearchTrialRecord[]>;
}
