import { createRandom } from '@pipwright/kernel';
import { currency, findInstrument, type CandleSeries, type MinorUnits } from '@pipwright/model';
import { emaCross, syntheticCandles } from '@pipwright/testkit';
import { fixedVolume, RISK_UNLIMITED } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import type { BacktestResult } from '../backtest-result.ts';
import { COST_DEFAULTS, COSTS_NONE, type TradingCosts } from '../costs/trading-costs.ts';
import { bootstrapReturns } from '../robustness/bootstrap-returns.ts';
import { monteCarlo } from '../robustness/monte-carlo.ts';
import { randomEntry } from '../robustness/random-entry.ts';
import { valueOfOne } from '../robustness/value-of-one.ts';
import { runBacktest } from '../run-backtest.ts';
import { dailyEquity } from './daily-equity.ts';
import { madeResult } from './made-result.fixture.ts';
import { madeTrade } from './made-trades.fixture.ts';
import { momentsOf } from './moments.ts';
import { searchStudy } from './overfitting/search-study.ts';
import { madeTrials } from './overfitting/trials.fixture.ts';
import { sharpeRatio, type Trials } from './sharpe.ts';
import { statisticsOf } from './statistics.ts';
import { VerdictKind, verdictOf, type Verdict } from './verdict.ts';

const EURUSD = findInstrument('EURUSD')!;
const ONE: Trials = { count: 1, sharpeVariance: 0 };
const SEEDS = 200;
/** 5 % of the seeds. */
const CLAIMS_MAX = 10;

function resultOfReturns(returns: Float64Array): BacktestResult {
  let level = 10_000;
  const trades = Array.from({ length: 300 }, (_, hour) => madeTrade(100, hour, 1));
  return madeResult(
    Array.from(returns, (value) => (level *= 1 + value)),
    { trades },
  );
}

/** Keeps the best of a search and asks everything that the search can tell. */
async function judgeBest(trials: readonly Float64Array[], seed: number): Promise<Verdict> {
  const ratios = trials.map((returns) => sharpeRatio(returns, 1));
  const best = trials[ratios.indexOf(Math.max(...ratios))]!;
  const statistics = statisticsOf(resultOfReturns(best), {
    count: trials.length,
    sharpeVariance: momentsOf(ratios).deviation ** 2,
  });
  const study = await searchStudy({ trials, samples: 200, random: createRandom(seed) });
  return verdictOf(statistics, undefined, study);
}

const isClaim = ({ kind }: Verdict): boolean => kind === VerdictKind.Evidence;

/** Averages crossing on a random walk: judged by their own figures, and by everything that can be asked of them. */
async function noiseRun(
  series: CandleSeries,
  seed: number,
  costs: TradingCosts,
): Promise<{ own: Verdict; all: Verdict }> {
  const random = createRandom(`noise ${seed}`);
  const result = await runBacktest({
    runId: 'noise',
    series,
    instrument: EURUSD,
    predictor: null,
    strategy: emaCross({ fast: 2 + random.integer(10), slow: 14 + random.integer(10) }),
    sizing: fixedVolume(0.1),
    limits: RISK_UNLIMITED,
    costs,
    account: { currency: currency('USD'), initialBalance: 1_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random,
  });
  const statistics = statisticsOf(result, ONE);
  const markets = new Map([[EURUSD.symbol, { series, valueOfOne: valueOfOne(EURUSD, currency('USD')) }]]);
  const nets = result.trades.map(({ split }) => split.net);
  const { returns } = dailyEquity(result.equity, result.initialBalance);
  const robustness = {
    randomEntry: randomEntry({ trades: result.trades, markets, runs: 100, random }),
    bootstrap: bootstrapReturns({ returns, samples: 100, random }),
    monteCarlo: monteCarlo({ nets, initialBalance: result.initialBalance, paths: 50, random }),
  };
  return {
    own: verdictOf(statistics, result.decisions),
    all: verdictOf(statistics, result.decisions, { robustness }),
  };
}

describe('noise gets no evidence of an edge', () => {
  test(`the best of 20 variants over two years, without costs (seeds 1 to ${SEEDS})`, async () => {
    let claims = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      if (isClaim(await judgeBest(madeTrials({ seed, trials: 20, days: 520 }), seed))) claims++;
    }
    expect(claims).toBeLessThanOrEqual(CLAIMS_MAX);
  });

  test(`averages crossing on a random walk, with costs and without any (seeds 1 to ${SEEDS})`, async () => {
    const claims = { ownWithCosts: 0, allWithCosts: 0, own: 0, all: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const series = syntheticCandles({ seed, length: 5000 });
      const charged = await noiseRun(series, seed, COST_DEFAULTS);
      const free = await noiseRun(series, seed, COSTS_NONE);
      if (isClaim(charged.own)) claims.ownWithCosts++;
      if (isClaim(charged.all)) claims.allWithCosts++;
      if (isClaim(free.own)) claims.own++;
      if (isClaim(free.all)) claims.all++;
    }
    expect(claims.allWithCosts).toBeLessThanOrEqual(claims.ownWithCosts);
    expect(claims.ownWithCosts).toBeLessThanOrEqual(CLAIMS_MAX);
    // Without costs one question alone is wrong in 5 % of the cases, by what it asks; more questions can only take away.
    expect(claims.own).toBeLessThanOrEqual(2 * CLAIMS_MAX);
    expect(claims.all).toBeLessThanOrEqual(CLAIMS_MAX);
  });
});

test('an edge is found: one variant of 20 with a Sharpe ratio of 4 over two years (seeds 1 to 40)', async () => {
  let claims = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const trials = madeTrials({ seed, trials: 20, days: 520, edge: (trial) => (trial === 3 ? 0.25 : 0) });
    if (isClaim(await judgeBest(trials, seed))) claims++;
  }
  expect(claims).toBeGreaterThanOrEqual(36);
});
