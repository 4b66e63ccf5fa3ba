import type { SymbolName } from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReport, renderBacktestReport } from '../report/stored-report.ts';
import { createTestHome, EAGER, EURUSD, storeCandles, trainSmallModel, type TestHome } from '../testing/test-home.ts';
import { backtestModel, type BacktestModelOptions } from './backtest-model.ts';
import type { BacktestSummary } from './backtest-strategy.ts';

let home: TestHome;
beforeAll(async () => {
  home = createTestHome();
  await storeCandles(home.stores, 4000);
});
afterAll(() => home.close());

async function backtest(options: Partial<BacktestModelOptions> = {}): Promise<BacktestSummary> {
  return backtestModel({ stores: home.stores, instrument: EURUSD, timeframe: 'H1', choices: EAGER, ...options });
}

const figureOf = ({ headline }: BacktestSummary, name: string): number | null =>
  headline.find((figure) => figure.name === name)?.value ?? null;

test('without a model it says how to train one', async () => {
  await expect(backtest()).rejects.toMatchObject({
    code: 'NO_MODEL',
    action: 'Train one with `pipwright train EURUSD --timeframe H1`.',
  });
});

test('the same variant gives the same trades, and counts once', async () => {
  await trainSmallModel(home.stores);
  const first = await backtest();
  const again = await backtest();
  expect(again).toEqual(first);
  expect(first.trades).toBeGreaterThan(20);
  const ledger = await home.stores.ledger();
  expect(await ledger.listTrials(EURUSD.symbol, 'H1')).toHaveLength(1);
  expect(await ledger.listRuns({ kind: 'backtest', limit: 10 })).toHaveLength(1);
});

test('a second variant counts, and the deflated Sharpe ratio of both falls for it', async () => {
  const alone = await backtest();
  const other = await backtest({ choices: { ...EAGER, commission: { kind: 'per-lot', perSide: 15 } } });
  const after = await backtest();
  expect(other.runId).not.toBe(alone.runId);
  expect(other.digest).not.toBe(alone.digest);
  expect(after.digest).toBe(alone.digest);
  const trials = await (await home.stores.ledger()).listTrials(EURUSD.symbol, 'H1');
  expect(trials).toHaveLength(2);
  expect(new Set(trials.map(({ digest }) => digest)).size).toBe(2);
  const deflated = figureOf(alone, 'Deflated Sharpe') as number;
  expect(figureOf(after, 'Deflated Sharpe')).toBeLessThan(deflated);
  const document = await readReport(home.stores, after.runId);
  const evidence = document.figures.find(({ group }) => group === 'Evidence')?.figures ?? [];
  expect(evidence.find(({ name }) => name === 'Trials')?.value).toBe(2);
});

test('a chosen range is a variant of its own, and is kept to', async () => {
  const whole = await backtest();
  const from = (whole.from + Math.floor((whole.to - whole.from) / 7_200_000) * 3_600_000) as typeof whole.from;
  const half = await backtest({ from });
  expect(half.runId).not.toBe(whole.runId);
  expect(half.from).toBeGreaterThanOrEqual(from);
  expect(half.candles).toBeLessThan(whole.candles);
  expect(half.to).toBe(whole.to);
  await expect(backtest({ to: whole.from })).rejects.toMatchObject({ code: 'NO_UNSEEN_CANDLES' });
});

test('costs are on by default and only ever cost; without commission the net is better', async () => {
  const costly = await backtest();
  const amount = (name: string): number => costly.waterfall.find((step) => step.name === name)?.amount ?? Number.NaN;
  expect(amount('Spread')).toBeLessThan(0);
  expect(amount('Slippage')).toBeLessThanOrEqual(0);
  expect(amount('Commission')).toBeLessThan(0);
  const steps = costly.waterfall.filter(({ total }) => !total).reduce((sum, step) => sum + step.amount, 0);
  expect(steps).toBe(amount('Net profit'));
  const free = await backtest({ choices: { ...EAGER, commission: { kind: 'per-lot', perSide: 0 } } });
  expect(free.waterfall.find(({ name }) => name === 'Commission')?.amount).toBe(0);
});

test('names a model or a report that is not there', async () => {
  await expect(backtest({ modelId: 'eurusd-h1-none' })).rejects.toMatchObject({ code: 'NO_MODEL' });
  await expect(renderBacktestReport(home.stores, 'backtest-none')).rejects.toMatchObject({ code: 'NO_BACKTEST' });
  const gbpusd = { ...EURUSD, symbol: 'GBPUSD' as SymbolName };
  await expect(backtest({ instrument: gbpusd })).rejects.toMatchObject({ code: 'NO_CANDLES' });
});
