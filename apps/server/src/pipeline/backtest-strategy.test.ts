import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregateCandles, simulateMarket } from '@pipwright/market-data';
import { findInstrument, utcMs, type Instrument, type SymbolName } from '@pipwright/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../report/stored-report.ts';
import { loadStrategy } from '../strategies/load-strategy.ts';
import { createTestHome, EURUSD, madeSeries, storeSeries, type TestHome } from '../testing/test-home.ts';
import { auditRun } from './audit-run.ts';
import { backtestStrategy, type BacktestStrategyOptions, type BacktestSummary } from './backtest-strategy.ts';
import { PathDetail } from './run-data.ts';
import { searchRun, walkForwardRun } from './search-run.ts';

let home: TestHome;
beforeAll(async () => {
  home = createTestHome();
  await storeSeries(home.stores, madeSeries(6000));
});
afterAll(() => home.close());

const MARKET = { from: utcMs(2015, 1, 4, 22), seed: 9, start: 1.1 };

type Choices = Omit<BacktestStrategyOptions, 'stores' | 'strategy'>;

const CHOICES: Choices = {
  parameters: { fast: 10, slow: 30 },
  instruments: [EURUSD],
  timeframe: 'H1',
  detail: PathDetail.Ticks,
  choices: { limits: false },
};

async function backtest(strategy = 'ema-cross', change: Partial<Choices> = {}): Promise<BacktestSummary> {
  return backtestStrategy({ ...CHOICES, ...change, stores: home.stores, strategy: await loadStrategy(strategy) });
}

/** A strategy in a file of its own. */
async function ownStrategy(name: string, body: string): Promise<string> {
  const folder = join(home.configuration.home, 'own');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.ts`);
  writeFileSync(
    file,
    `import { defineStrategy } from '@pipwright/trading';
export default defineStrategy({ name: '${name}', description: 'Of a test.', parameters: {}, volume: 0.1, ${body} });`,
  );
  return file;
}

describe('a strategy is run over stored candles', () => {
  test('with the same result each time, counted once, with a report that names its parameters', async () => {
    const first = await backtest();
    expect(await backtest()).toEqual(first);
    expect(first.trades).toBeGreaterThan(50);
    const trials = await (await home.stores.ledger()).listTrials(EURUSD.symbol, 'H1');
    expect(trials).toHaveLength(1);
    const report = await readReport(home.stores, first.runId);
    expect(report.sections.strategy).toMatchObject({ name: 'ema-cross', file: null });
    expect(report.sections.strategy!.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['fast', 10],
      ['slow', 30],
    ]);
    expect(report.sections.robustness!.randomEntry!.runs).toBe(1000);
    expect(report.assumptions.find(({ name }) => name === 'Size of orders')!.value).toContain('0.1 lots');
  });

  test('a range begins with warm indicators: candles before it are read and not traded', async () => {
    const from = utcMs(2015, 6, 1);
    const part = await backtest('ema-cross', { from });
    expect(part.from).toBeGreaterThanOrEqual(from);
    // Cold averages would be silent for thirty candles.
    expect(part.decisions.some(({ name }) => name.includes('warming-up'))).toBe(false);
  });

  test('prices inside candles come from shorter ones where they are stored', async () => {
    const before = await backtest('breakout', { parameters: {} });
    expect(before.ruleShare).toBeGreaterThan(0);
    const other = await backtest('breakout', { parameters: {}, detail: PathDetail.Rule });
    expect(other.digest).toBe(before.digest);
    expect(other.runId).not.toBe(before.runId);
  });

  test('without candles, and with a range that has none, it says what is missing', async () => {
    const gbpusd = { ...EURUSD, symbol: 'GBPUSD' as SymbolName };
    await expect(backtest('ema-cross', { instruments: [gbpusd] })).rejects.toMatchObject({ code: 'NO_CANDLES' });
    const from = utcMs(2040, 1, 1);
    await expect(backtest('ema-cross', { from })).rejects.toMatchObject({
      code: 'NO_CANDLES_IN_RANGE',
      message: expect.stringContaining('the store has them from 2015-') as string,
    });
  });

  test('another leverage is another run, beside the first', async () => {
    const [usual, other] = [await backtest('ema-cross'), await backtest('ema-cross', { choices: { leverage: 5 } })];
    expect(other.runId).not.toBe(usual.runId);
  });

  test('it stops when it is told to before it has traded', async () => {
    const abort = new AbortController();
    // From outside, as a signal of the operating system comes.
    const onProgress = (_done: number, step: string): void => {
      if (step === 'reading candles') setImmediate(() => abort.abort());
    };
    await expect(backtest('ema-cross', { signal: abort.signal, onProgress })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  test('it stops when it is told to while it is checked', async () => {
    const abort = new AbortController();
    const onProgress = (_done: number, step: string): void => {
      if (step === 'other costs') setImmediate(() => abort.abort());
    };
    const stopped = backtest('ema-cross', { thorough: true, signal: abort.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({
      code: expect.stringMatching(/^(ABORTED|STUDY_STOPPED)$/) as string,
    });
  });

  test('a parameter that does not exist or is out of its range is refused', async () => {
    await expect(backtest('ema-cross', { parameters: { quick: 3 } })).rejects.toMatchObject({
      code: 'PARAMETER_UNKNOWN',
    });
    await expect(backtest('ema-cross', { parameters: { fast: 1000 } })).rejects.toMatchObject({
      code: 'PARAMETER_OUT_OF_RANGE',
    });
  });

  test('thoroughly, it is run at other costs, with other parameters and on made-up candles', async () => {
    const to = utcMs(2015, 4, 1);
    const { runId } = await backtest('ema-cross', { to, thorough: true });
    const { robustness } = (await readReport(home.stores, runId)).sections;
    const [usual, free] = robustness!.costStress;
    expect(usual!.name).toBe('as assumed');
    expect(free!.net).toBeGreaterThan(usual!.net);
    expect(robustness!.neighbourhood.map(({ name }) => name)).toEqual(['fast', 'slow']);
    expect(robustness!.candleBootstrap!.runs).toBe(20);
  });
});

describe('a strategy that no backtest can be believed of is refused', () => {
  test('one that throws dice', async () => {
    const file = await ownStrategy(
      'dice',
      `start: () => ({ onCandle: (market) => { if (Math.random() > 0.5) market.buy({ reverse: true }); } })`,
    );
    await expect(backtest(file, { parameters: {} })).rejects.toMatchObject({
      code: 'STRATEGY_NOT_HONEST',
      message: expect.stringContaining('in one run and') as string,
    });
  });

  test('one whose columns look a row ahead, in a search as well', async () => {
    const file = await ownStrategy(
      'shifted',
      `start: () => ({ onCandle: (market) => { market.pass('never'); } }),
       columns: ({ candles }) => ({
         position: Int8Array.from({ length: candles.length }, (_, row) => candles.close[row + 1] > candles.close[row] ? 1 : -1),
       })`,
    );
    const strategy = await loadStrategy(file);
    const options = { ...CHOICES, parameters: {}, stores: home.stores, strategy };
    await expect(backtestStrategy(options)).rejects.toMatchObject({ code: 'STRATEGY_NOT_HONEST' });
    await expect(searchRun({ ...options, search: { method: 'random' } })).rejects.toMatchObject({
      code: 'STRATEGY_NOT_HONEST',
    });
    const report = await auditRun({ ...options, candlesMax: 500, cuts: 5 });
    expect(report.findings.map(({ kind, part }) => [kind, part])).toContainEqual(['future', 'columns']);
  });
});

test('a search reports its best set as a backtest, and counts every trial', async () => {
  const strategy = await loadStrategy('ema-cross');
  const search = { method: 'random', trials: 12, objective: 'net-profit' } as const;
  const options = { ...CHOICES, parameters: { fast: 10 }, stores: home.stores, strategy, search, threads: 1 };
  const summary = await searchRun(options);
  expect(summary.search.trials).toBe(12);
  expect(summary.search.best[0]!.net).toBe(summary.waterfall.at(-1)!.amount);
  const { sections } = await readReport(home.stores, summary.runId);
  expect(sections.search!.trials).toBe(12);
  expect(sections.overfitting!.trials).toBeGreaterThanOrEqual(12);
  expect(sections.overfitting!.backtestOverfitting).not.toBeNull();
  const again = await searchRun(options);
  expect(again.digest).toBe(summary.digest);
  const trials = await (await home.stores.ledger()).listTrials(EURUSD.symbol, 'H1');
  expect(new Set(trials.map(({ digest }) => digest)).size).toBe(trials.length);
});

test('a walk-forward reports its tests as one run', async () => {
  const strategy = await loadStrategy('ema-cross');
  const summary = await walkForwardRun({
    ...CHOICES,
    parameters: {},
    stores: home.stores,
    strategy,
    threads: 1,
    search: { method: 'random', trials: 6, objective: 'net-profit' },
    cut: { mode: 'rolling', train: { count: 4, unit: 'month' }, test: { count: 2, unit: 'month' } },
  });
  expect(summary.walkForward.folds.length).toBeGreaterThan(1);
  const net = summary.walkForward.folds.reduce((sum, fold) => sum + fold.net, 0);
  expect(summary.waterfall.at(-1)!.amount).toBe(net);
  const { sections } = await readReport(home.stores, summary.runId);
  expect(sections.walkForward!.folds).toHaveLength(summary.walkForward.folds.length);
  const runs = await (await home.stores.ledger()).listRuns({ kind: 'walk-forward', limit: 5 });
  expect(runs.map(({ id }) => id)).toEqual([summary.runId]);
});

test('a shorter timeframe shows what happens inside candles, where it is stored', async () => {
  const own = createTestHome();
  try {
    const minutes = simulateMarket({ ...MARKET, instrument: EURUSD, timeframe: 'M15', length: 6000 });
    await storeSeries(own.stores, minutes);
    const hours = aggregateCandles(minutes.candles, 'M15', 'H1');
    await storeSeries(own.stores, { ...minutes, timeframe: 'H1', candles: hours });
    const strategy = await loadStrategy('breakout');
    const options = { ...CHOICES, parameters: {}, stores: own.stores, strategy };
    const fine = await backtestStrategy(options);
    expect(fine.ruleShare).toBe(0);
    expect(fine.assumptions[0]!.value).toContain('M15 candles');
    const rule = await backtestStrategy({ ...options, detail: PathDetail.Rule });
    expect(rule.ruleShare).toBeGreaterThan(0);
  } finally {
    await own.close();
  }
});

test('several symbols share one account', async () => {
  const gbpusd = findInstrument('GBPUSD') as Instrument;
  await storeSeries(home.stores, simulateMarket({ ...MARKET, instrument: gbpusd, timeframe: 'H1', length: 2000 }));
  const both = await backtest('ema-cross', { instruments: [EURUSD, gbpusd], to: utcMs(2015, 3, 1) });
  const report = await readReport(home.stores, both.runId);
  expect(report.sections.symbols).toEqual(['EURUSD', 'GBPUSD']);
  expect(new Set(report.trades.map(({ symbol }) => symbol))).toEqual(new Set(['EURUSD', 'GBPUSD']));
});
