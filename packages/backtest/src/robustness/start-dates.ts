import { utcDate } from '@pipwright/model';
import type { BacktestResult } from '../backtest-result.ts';
import { dailyEquity } from '../statistics/daily-equity.ts';
import { sharpeRatio } from '../statistics/sharpe.ts';
import { runAll, type RunOptions } from './task-pool.ts';

/** What a run amounts to for somebody who began with it at a certain moment. */
export interface StartDate {
  /** UTC epoch milliseconds. */
  readonly from: number;
  /** Minor units. */
  readonly net: number;
  /** Compounded; null for less than a quarter of a year. */
  readonly annualReturn: number | null;
  /** Annualised; null for fewer than 30 trading days. */
  readonly sharpe: number | null;
}

const YEAR_MS = 365.25 * 86_400_000;
const YEARS_MIN = 0.25;
const DAYS_MIN = 30;

/**
 * The same run, begun at the first trading day of each of its months: figures of the rest of its equity. Positions that
 * were open then are taken over at their value.
 */
export function startDates(result: Pick<BacktestResult, 'equity' | 'initialBalance' | 'from'>): StartDate[] {
  const daily = dailyEquity(result.equity, result.initialBalance);
  const count = daily.dayEnd.length;
  const end = daily.equity.at(-1) ?? result.initialBalance;
  const rows: StartDate[] = [];
  for (let day = 0; day < count; day++) {
    const from = day === 0 ? result.from : daily.dayEnd[day - 1]!;
    if (day > 0 && monthOf(daily.dayEnd[day]!) === monthOf(daily.dayEnd[day - 1]!)) continue;
    const start = day === 0 ? result.initialBalance : daily.equity[day - 1]!;
    const years = (daily.dayEnd[count - 1]! - from) / YEAR_MS;
    const annual = start > 0 && years >= YEARS_MIN ? Math.max(0, end / start) ** (1 / years) - 1 : null;
    const sharpe = count - day < DAYS_MIN ? Number.NaN : sharpeRatio(daily.returns.slice(day));
    rows.push({ from, net: end - start, annualReturn: annual, sharpe: Number.isNaN(sharpe) ? null : sharpe });
  }
  return rows;
}

function monthOf(time: number): number {
  const { year, month } = utcDate(time);
  return year * 12 + month;
}

export interface StartDateRunsOptions extends RunOptions {
  /** Moments to begin at, UTC epoch milliseconds. */
  readonly starts: readonly number[];
  /** Runs the strategy on the data from this moment on. */
  readonly run: (from: number) => Promise<Omit<StartDate, 'from'>>;
}

/** The strategy run anew from each moment: other than `startDates` it begins without positions, and without what it knew. */
export async function startDateRuns(options: StartDateRunsOptions): Promise<StartDate[]> {
  const { starts, run } = options;
  return runAll('study of start dates', starts.length, options, async (index) => {
    const from = starts[index]!;
    const { net, annualReturn, sharpe } = await run(from);
    return { from, net, annualReturn, sharpe };
  });
}
