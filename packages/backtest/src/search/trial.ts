import type { EpochMs, MinorUnits } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import type { BacktestResult } from '../backtest-result.ts';
import { dailyEquity } from '../statistics/daily-equity.ts';
import { drawdownOf } from '../statistics/drawdown.ts';
import { sharpeRatio } from '../statistics/sharpe.ts';

/** From `from` on, before `to`. */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What a set of parameters did over a range: what objectives and the statistics of overfitting need. Money in minor units. */
export interface TrialOutcome {
  readonly initialBalance: MinorUnits;
  readonly net: MinorUnits;
  readonly trades: number;
  readonly grossProfit: number;
  /** Negative. */
  readonly grossLoss: number;
  /** Largest fall of the equity from its peak, as a fraction of the peak. */
  readonly drawdown: number;
  /** Return of each trading day, 17:00 to 17:00 New York; the same days for all trials of a range. */
  readonly dailyReturns: Float64Array;
  /** Digest of the fills. */
  readonly digest: string;
}

/** A set that the strategy cannot run with is a finding; a broken machine is an error, and rejects. */
export type TrialEvaluation =
  | { readonly ok: true; readonly outcome: TrialOutcome }
  | { readonly ok: false; readonly reason: string };

/** Runs a strategy with parameters over a range. Indicators may warm up on candles before it; trading may not. */
export type Evaluate = (parameters: ParameterValues, range: TimeRange) => Promise<TrialEvaluation>;

export const TrialState = {
  Done: 'done',
  /** Worse than the others on the first part of the range, and not evaluated on the rest. */
  StoppedEarly: 'stopped-early',
  Failed: 'failed',
} as const;
export type TrialState = (typeof TrialState)[keyof typeof TrialState];

/** A set of parameters and what came of it, without its daily returns. */
export interface SearchTrial {
  /** Place in the search, from 0. */
  readonly number: number;
  readonly parameters: ParameterValues;
  readonly state: TrialState;
  /** Why it failed or was stopped; empty otherwise. */
  readonly reason: string;
  /** What it was evaluated on. */
  readonly range: TimeRange;
  /** That range as a part of the search's, 1 for the whole. */
  readonly share: number;
  /** The objective over that range; null where it is undefined. */
  readonly score: number | null;
  /** The objective on the first parts of the range, the shortest first. */
  readonly stageScores: readonly (number | null)[];
  readonly net: MinorUnits;
  readonly trades: number;
  /** Of daily returns, not annualised: 0 where nothing was earned or lost, null where the trial failed. */
  readonly sharpe: number | null;
  readonly days: number;
  readonly digest: string;
}

/** The outcome of a backtest. */
export function outcomeOf(result: BacktestResult): TrialOutcome {
  let grossProfit = 0;
  let grossLoss = 0;
  for (const { split } of result.trades) {
    if (split.net > 0) grossProfit += split.net;
    else grossLoss += split.net;
  }
  const { returns } = dailyEquity(result.equity, result.initialBalance);
  return {
    initialBalance: result.initialBalance,
    net: result.costs.net,
    trades: result.trades.length,
    grossProfit,
    grossLoss,
    drawdown: drawdownOf(result.equity.time, result.equity.equity, result.initialBalance).fraction,
    dailyReturns: Float64Array.from(returns),
    digest: result.digest,
  };
}

/** Sharpe ratio per day; 0 where it is undefined, as no return is what such a variant showed. */
export function dailySharpe(returns: ArrayLike<number>): number {
  const sharpe = sharpeRatio(returns, 1);
  return Number.isFinite(sharpe) ? sharpe : 0;
}
