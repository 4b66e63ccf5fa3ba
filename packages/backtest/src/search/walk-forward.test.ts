import { minorUnits, type MinorUnits } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import type { BacktestResult } from '../backtest-result.ts';
import { madeTrial, RANGE } from './made-trials.fixture.ts';
import { objectiveNamed } from './objectives.ts';
import type { SearchOutcome } from './run-search.ts';
import type { TimeRange } from './trial.ts';
import { walkForwardWindows } from './walk-forward-windows.ts';
import { runWalkForward, walkForwardSection, type WalkForwardOptions } from './walk-forward.ts';

const DAY_MS = 86_400_000;
const objective = objectiveNamed('net-profit', { trials: 3 });
// 200 days from Thursday, 1 January 1970: training of 8 weeks, then tests of 4 weeks each; the last is cut to 4 days and left out.
const windows = walkForwardWindows({
  range: RANGE,
  mode: 'rolling',
  train: { count: 8, unit: 'week' },
  test: { count: 4, unit: 'week' },
});

/** A test that earned `net` in one day of its range, with five trades. */
function madeResult(range: TimeRange, initialBalance: MinorUnits, net: number): BacktestResult {
  const finalBalance = minorUnits(initialBalance + net);
  const time = Float64Array.from({ length: 28 }, (_, day) => range.from + (day + 1) * DAY_MS);
  const trade = { split: { net: net / 5 } };
  return {
    initialBalance,
    finalBalance,
    trades: [trade, trade, trade, trade, trade],
    costs: { net },
    equity: { time, balance: time.map(() => finalBalance), equity: time.map(() => finalBalance) },
    digest: `${range.from}`,
  } as unknown as BacktestResult;
}

function searched(score: number | null): SearchOutcome {
  const trial = { ...madeTrial(0, { fast: 7 }, score), days: 40 };
  const trials = [trial, madeTrial(1, { fast: 8 }, null)];
  return { trials, best: score === null ? null : trial, end: 'trials', stoppedEarly: 1, failed: 0 };
}

const calls: string[] = [];
const options = (fields: Partial<WalkForwardOptions> = {}): WalkForwardOptions => {
  calls.length = 0;
  return {
    windows,
    objective,
    initialBalance: minorUnits(100_000),
    search: (train, fold) => {
      calls.push(`search ${fold}: ${train.from / DAY_MS} ${train.to / DAY_MS}`);
      return Promise.resolve(searched(1000 * (fold + 1)));
    },
    test: (parameters: ParameterValues, range, balance) => {
      calls.push(`test ${String(parameters['fast'])}: ${range.from / DAY_MS} ${range.to / DAY_MS} with ${balance}`);
      return Promise.resolve(madeResult(range, balance, 500));
    },
    ...fields,
  };
};

describe('a walk-forward', () => {
  test('searches the training of each fold, then trades its test with the balance that is left', async () => {
    const outcome = await runWalkForward(options());
    expect(calls).toEqual([
      'search 0: 0 56',
      'test 7: 56 84 with 100000',
      'search 1: 28 84',
      'test 7: 84 112 with 100500',
      'search 2: 56 112',
      'test 7: 112 140 with 101000',
      'search 3: 84 140',
      'test 7: 140 168 with 101500',
      'search 4: 112 168',
      'test 7: 168 196 with 102000',
    ]);
    expect(outcome.tests.map(({ finalBalance }) => finalBalance)).toEqual([
      100_500, 101_000, 101_500, 102_000, 102_500,
    ]);
    // Each test: 500 in 20 trading days. The trainings: 1000 to 5000 in 40 days.
    expect(outcome.folds.map(({ testDays }) => testDays)).toEqual([20, 20, 20, 20, 20]);
    expect(outcome.efficiency).toBeCloseTo((5 * (500 / 20)) / (15_000 / 40), 12);
  });

  test('trades nothing in the test of a fold whose training chose nothing', async () => {
    const search: WalkForwardOptions['search'] = (_train, fold) => Promise.resolve(searched(fold === 1 ? null : 900));
    const outcome = await runWalkForward(options({ search }));
    expect(outcome.tests).toHaveLength(4);
    expect(outcome.folds[1]).toMatchObject({ chosen: null, testScore: null, testTrades: 0, testNet: 0, trials: 2 });
    const section = walkForwardSection({ mode: 'rolling', purgeMs: 7, objective: 'net-profit', outcome });
    expect(section.folds[1]).toMatchObject({ parameters: [], trainScore: null, testScore: null, trades: 0, net: 0 });
    expect(section.folds[2]).toEqual({
      trainFrom: 56 * DAY_MS,
      trainTo: 112 * DAY_MS,
      testFrom: 112 * DAY_MS,
      testTo: 140 * DAY_MS,
      parameters: [{ name: 'fast', value: 7 }],
      trials: 2,
      trainScore: 900,
      testScore: 500,
      trades: 5,
      net: 500,
    });
    expect(section.efficiency).toBeCloseTo(500 / 20 / (900 / 40), 12);
  });

  test('has no efficiency where the trainings did not earn', async () => {
    const search: WalkForwardOptions['search'] = () => Promise.resolve(searched(-100));
    expect((await runWalkForward(options({ search }))).efficiency).toBeNull();
  });

  test('trades no more when the account is lost', async () => {
    const lose: WalkForwardOptions['test'] = (_set, range, balance) =>
      Promise.resolve(madeResult(range, balance, -60_000));
    const { folds, tests } = await runWalkForward(options({ test: lose }));
    expect(tests.map(({ finalBalance }) => finalBalance)).toEqual([40_000, -20_000]);
    expect(folds.map(({ testNet }) => testNet)).toEqual([-60_000, -60_000, 0, 0, 0]);
  });

  test('stops when it is told to', async () => {
    const control = new AbortController();
    const onProgress = ({ folds }: { readonly folds: number }) => void (folds === 2 && control.abort());
    const run = runWalkForward(options({ onProgress, signal: control.signal }));
    await expect(run).rejects.toMatchObject({ code: 'SEARCH_STOPPED' });
    expect(calls.at(-1)).toBe('test 7: 84 112 with 100500');
  });
});
