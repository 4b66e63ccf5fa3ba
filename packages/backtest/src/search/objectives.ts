import { errors } from '../errors.ts';
import { momentsOf } from '../statistics/moments.ts';
import {
  deflatedSharpe,
  sharpeRatio,
  sortinoRatio,
  TRADING_DAYS_PER_YEAR,
  type SharpeSample,
} from '../statistics/sharpe.ts';
import type { TrialOutcome } from './trial.ts';

/** What a search tries to make large. */
export interface Objective {
  readonly name: string;
  /** Fewer trades over the whole range prove nothing: there is no score then. */
  readonly leastTrades: number;
  /** Whether it grows with the length of the range, as money does: to compare ranges it is divided by their days. */
  readonly grows: boolean;
  /** Null where it is undefined. */
  score(outcome: TrialOutcome): number | null;
}

/** Growth per year that the daily returns compound to. */
function annualReturn(returns: Float64Array): number {
  let growth = 1;
  for (const value of returns) growth *= 1 + value;
  return growth <= 0 ? -1 : growth ** (TRADING_DAYS_PER_YEAR / returns.length) - 1;
}

/** Young (1991): annual return over the largest drawdown. */
function calmar({ dailyReturns, drawdown }: TrialOutcome): number {
  return annualReturn(dailyReturns) / drawdown;
}

/** Kept finite where next to nothing was lost, so that no set wins by having lost a cent. */
const PROFIT_FACTOR_MAX = 100;

function profitFactor({ grossProfit, grossLoss }: TrialOutcome): number {
  return Math.min(PROFIT_FACTOR_MAX, grossProfit / Math.abs(grossLoss));
}

/** The probability that the ratio is above what the best of so many variants without skill shows. */
function deflated({ dailyReturns }: TrialOutcome, trials: number): number {
  const { count, mean, deviation, skewness, kurtosis } = momentsOf(dailyReturns);
  const sample: SharpeSample = { sharpe: mean / deviation, observations: count, skewness, kurtosis };
  // A ratio without skill varies by one over the number of its days (Lo, 2002).
  return deflatedSharpe(sample, { count: trials, sharpeVariance: 1 / Math.max(1, count) });
}

type Formula = (outcome: TrialOutcome, trials: number) => number;

const FORMULAS = {
  'net-profit': ({ net }) => net,
  sharpe: ({ dailyReturns }) => sharpeRatio(dailyReturns),
  sortino: ({ dailyReturns }) => sortinoRatio(dailyReturns),
  calmar,
  'profit-factor': profitFactor,
  expectancy: ({ net, trades }) => net / trades,
  'deflated-sharpe': deflated,
} as const satisfies Readonly<Record<string, Formula>>;

export type ObjectiveName = keyof typeof FORMULAS;
export const OBJECTIVE_NAMES = Object.keys(FORMULAS) as readonly ObjectiveName[];

/** Means of trades need more of them than ratios of days do. */
const LEAST_TRADES = 10;
const LEAST_TRADES_FOR_MEANS = 30;

export interface ObjectiveOptions {
  /** By default 10, and 30 for the profit factor and the expectancy. */
  readonly leastTrades?: number;
  /** Trials that the search plans, for the deflated Sharpe ratio. */
  readonly trials: number;
}

/**
 * An objective by its name: `net-profit` (minor units), `sharpe`, `sortino` and `calmar` (of daily returns, annualised),
 * `profit-factor` (at most 100), `expectancy` (net per trade, minor units), `deflated-sharpe` (a probability).
 * Throws `OBJECTIVE_UNKNOWN`, `SEARCH_SETTING`.
 */
export function objectiveNamed(name: string, options: ObjectiveOptions): Objective {
  if (!Object.hasOwn(FORMULAS, name)) throw errors.OBJECTIVE_UNKNOWN({ name, known: OBJECTIVE_NAMES.join(', ') });
  const formula: Formula = FORMULAS[name as ObjectiveName];
  const means = name === 'profit-factor' || name === 'expectancy';
  const leastTrades = options.leastTrades ?? (means ? LEAST_TRADES_FOR_MEANS : LEAST_TRADES);
  if (!(leastTrades >= 0)) {
    throw errors.SEARCH_SETTING({ name: 'the least number of trades', value: leastTrades, expected: '0 or more' });
  }
  return {
    name,
    leastTrades,
    grows: name === 'net-profit',
    score(outcome) {
      const value = formula(outcome, options.trials);
      // No negative zero: it would not survive being stored.
      return Number.isFinite(value) ? value + 0 : null;
    },
  };
}

/** The score of an outcome over a part of the range, on which that part of the trades is enough. */
export function scoreOf(objective: Objective, outcome: TrialOutcome, share = 1): number | null {
  return outcome.trades < objective.leastTrades * share ? null : objective.score(outcome);
}
