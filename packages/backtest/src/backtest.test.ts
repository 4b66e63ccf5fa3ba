import { createRandom } from '@pipwright/kernel';
import { currency, findInstrument, sliceCandles, type CandleColumns, type MinorUnits } from '@pipwright/model';
import { emaCross, syntheticCandles } from '@pipwright/testkit';
import {
  columnPredictor,
  defineStrategy,
  fixedVolume,
  riskSizing,
  RISK_UNLIMITED,
  strategyOf,
  type MarketView,
  type Predictor,
} from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import modelSignal from '../../../examples/strategies/model-signal.ts';
import { Backtest, type BacktestOptions } from './backtest.ts';
import type { BacktestResult } from './backtest-result.ts';
import { COST_DEFAULTS, COSTS_NONE, type TradingCosts } from './costs/trading-costs.ts';
import { runBacktest } from './run-backtest.ts';
import { dailyEquity } from './statistics/daily-equity.ts';

const EURUSD = findInstrument('EURUSD')!;
const FREE: TradingCosts = COSTS_NONE;
const series = syntheticCandles({ seed: 'backtest', length: 6000 });
const { candles } = series;

function options(change: Partial<BacktestOptions> = {}): BacktestOptions {
  return {
    runId: 'run',
    series,
    instrument: EURUSD,
    predictor: null,
    strategy: emaCross({ fast: 10, slow: 20 }),
    sizing: fixedVolume(0.1),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency('USD'), initialBalance: 10_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom('backtest'),
    ...change,
  };
}

/** Knows the future, to show that the machinery makes money where there is some. */
function oracle(right: number): Predictor {
  const random = createRandom('oracle');
  const horizon = 12;
  const up = Float64Array.from({ length: candles.length }, (_, index) => {
    const later = Math.min(candles.length - 1, index + horizon);
    const rises = candles.close[later]! > candles.close[index]!;
    return rises === random.next() < right ? 0.65 : 0.35;
  });
  const averageTrueRange = Float64Array.from({ length: candles.length }, () => 0.0012);
  return columnPredictor({
    modelId: 'oracle',
    horizonMs: horizon * 3_600_000,
    time: candles.time,
    probabilityUp: up,
    averageTrueRange,
  });
}

const byModel = (right: number): Partial<BacktestOptions> => ({
  predictor: oracle(right),
  strategy: strategyOf(modelSignal, { stopAtr: 3, targetAtr: 5 }),
  sizing: riskSizing({ riskPerTrade: 0.005, marginShareMax: 0.5 }),
  limits: { drawdownMax: 1, dailyLossMax: 1 },
});

function withoutSpread(columns: CandleColumns): CandleColumns {
  const { open, high, low, close } = columns;
  return { ...columns, askOpen: open, askHigh: high, askLow: low, askClose: close };
}

describe('a run', () => {
  test('repeats to the digest, however it is sliced', async () => {
    const whole = await runBacktest(options());
    const sliced = new Backtest(options());
    while (sliced.step(7));
    expect(sliced.finish().digest).toBe(whole.digest);
    expect(whole.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(whole.trades.length).toBeGreaterThan(100);
    const other = await runBacktest(
      options({ costs: { ...COST_DEFAULTS, commission: { kind: 'per-lot', perSide: 4 } } }),
    );
    expect(other.digest).not.toBe(whole.digest);
  });

  test('keeps the account at every candle, and the end is the net of all trades', async () => {
    const { equity, finalBalance, initialBalance, trades, costs } = await runBacktest(options());
    expect(equity.time).toHaveLength(candles.length);
    expect(equity.balance.at(-1)).toBe(finalBalance);
    expect(equity.equity.at(-1)).toBe(finalBalance);
    expect(trades.reduce((sum, trade) => sum + trade.split.net, 0)).toBe(finalBalance - initialBalance);
    expect(costs.price + costs.spread + costs.slippage + costs.commission + costs.swap).toBe(costs.net);
  });

  test('a decision at a candle sees nothing of later ones', async () => {
    const whole = await runBacktest(options(byModel(0.6)));
    const part = 4000;
    const cut = await runBacktest(
      options({ ...byModel(0.6), series: { ...series, candles: sliceCandles(candles, 0, part) } }),
    );
    const end = candles.time[part - 1]!;
    const before = (result: BacktestResult): unknown[] => result.trades.filter((trade) => trade.closeTime <= end);
    expect(before(cut)).toEqual(before(whole));
    expect(before(cut).length).toBeGreaterThan(20);
    expect(cut.equity.equity.subarray(0, part - 1)).toEqual(whole.equity.equity.subarray(0, part - 1));
  });

  test('stops when it is asked to, and says how far it came', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(runBacktest({ ...options(), signal: abort.signal })).rejects.toThrow(
      'stopped after 0 of 6000 candles',
    );
  });

  test('refuses an empty series by name', async () => {
    const empty = { ...series, candles: sliceCandles(candles, 0, 0) };
    await expect(runBacktest(options({ series: empty }))).rejects.toThrow('no candles of EURUSD H1');
  });

  test('is plain data: it comes through JSON as it was, but for its columns and counts', async () => {
    const result = await runBacktest(options());
    const { equity: _equity, benchmark: _benchmark, decisions: _decisions, ...rest } = result;
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
    expect(structuredClone(result)).toEqual(result);
  });

  test('tells of swaps, which sum to what the trades paid', async () => {
    const { accountEvents, costs } = await runBacktest(options());
    expect(accountEvents.swaps.count).toBeGreaterThan(100);
    // Three nights on Wednesday, one on the others.
    expect(accountEvents.swaps.nights).toBeGreaterThan(accountEvents.swaps.count);
    expect(accountEvents.swaps.amount).toBe(costs.swap);
    expect(accountEvents.marginCalls).toEqual([]);
    expect(accountEvents.stopOuts).toEqual([]);
  });

  test('tells of margin calls and stop-outs where the money is short', async () => {
    const result = await runBacktest(
      options({
        sizing: fixedVolume(1),
        account: { currency: currency('USD'), initialBalance: 500_000 as MinorUnits, stopOutLevel: 0.9 },
      }),
    );
    const { marginCalls, stopOuts } = result.accountEvents;
    expect(marginCalls.length).toBeGreaterThan(0);
    expect(stopOuts.length).toBe(result.stopOuts);
    expect(stopOuts.length).toBeGreaterThan(0);
    for (const { equity, margin } of stopOuts) expect(equity).toBeLessThanOrEqual(0.9 * margin + 1);
  });

  test('counts partial closings, and the parts sum to the position', async () => {
    const halves = strategyOf(
      defineStrategy({
        name: 'halves',
        description: 'Buys two lots, closes one and then the other.',
        parameters: {},
        volume: 0.2,
        start: () => ({
          onCandle(market: MarketView) {
            const [held] = market.positions;
            if (held === undefined) market.buy();
            else market.close(held, { volume: 0.1 });
          },
        }),
      }),
    );
    const { sizing: _, ...rest } = options({ strategy: halves });
    const { partialCloses, trades } = await runBacktest(rest);
    expect(partialCloses).toBeGreaterThan(1000);
    const volumes = new Map<string, number>();
    for (const { positionId, volume } of trades) volumes.set(positionId, (volumes.get(positionId) ?? 0) + volume);
    expect(new Set([...volumes.values()].map((volume) => Math.round(volume * 100)))).toEqual(new Set([20]));
  });

  test('keeps fewer rows of equity where it is asked to', async () => {
    const whole = await runBacktest(options());
    const thin = await runBacktest(options({ equityDetail: 'trading-day' }));
    expect(thin.digest).toBe(whole.digest);
    expect(thin.equity.time.length).toBeLessThan(whole.equity.time.length / 5);
    expect(thin.benchmark.equity).toHaveLength(thin.equity.time.length);
    const daily = (result: BacktestResult) => dailyEquity(result.equity, result.initialBalance);
    expect(daily(thin)).toEqual(daily(whole));
  });

  test('reports its progress to the last candle', async () => {
    const seen: number[] = [];
    await runBacktest({ ...options(), onProgress: (processed, total) => seen.push(processed / total) });
    expect(seen.at(-1)).toBe(1);
  });
});

describe('costs decide', () => {
  const net = async (change: Partial<BacktestOptions>): Promise<number> => {
    const result = await runBacktest(options(change));
    return result.finalBalance - result.initialBalance;
  };

  test('each cost takes what the split says', async () => {
    const free = { ...series, candles: withoutSpread(candles) };
    const nothing = await runBacktest(options({ series: free, costs: FREE }));
    expect(nothing.costs).toMatchObject({ spread: 0, slippage: 0, commission: 0, swap: 0 });
    const spread = await runBacktest(options({ costs: FREE }));
    // The same trades at the same times: only the fills differ.
    expect(spread.trades.map((trade) => trade.openTime)).toEqual(nothing.trades.map((trade) => trade.openTime));
    expect(spread.costs.spread).toBeLessThan(0);
    expect(spread.finalBalance).toBeLessThan(nothing.finalBalance);
    const commission = await runBacktest(
      options({ costs: { ...FREE, commission: { kind: 'per-lot', perSide: 3.5 } } }),
    );
    expect(commission.finalBalance - spread.finalBalance).toBe(commission.costs.commission);
    expect(commission.costs.commission).toBe(-35 * commission.fills);
  });

  test('a pip of spread costs 10,000 units a dollar a trade, and nothing else changes', async () => {
    const minutes = syntheticCandles({ seed: 'pip', length: 100_000, timeframe: 'M1' });
    const { open, high, low, close } = minutes.candles;
    const plus = (column: Float64Array): Float64Array =>
      column.map((price) => Math.round((price + 0.0001) * 1e5) / 1e5);
    const asks = { askOpen: plus(open), askHigh: plus(high), askLow: plus(low), askClose: plus(close) };
    const base = { sizing: fixedVolume(0.1), costs: FREE };
    const without = await runBacktest(
      options({ ...base, series: { ...minutes, candles: withoutSpread(minutes.candles) } }),
    );
    const withPip = await runBacktest(
      options({ ...base, series: { ...minutes, candles: { ...minutes.candles, ...asks } } }),
    );
    const { length } = without.trades;
    expect(length).toBeGreaterThan(3000);
    expect(withPip.trades).toHaveLength(length);
    expect(withPip.costs).toMatchObject({ price: without.costs.price, spread: -100 * length });
    expect(withPip.finalBalance).toBe(without.finalBalance - 100 * length);
  });

  test('a model that knows the future earns, one that guesses pays the costs', async () => {
    expect(await net(byModel(0.75))).toBeGreaterThan(0);
    expect(await net(byModel(0.5))).toBeLessThan(0);
  });
});

test('a run without trades says why', async () => {
  const limits = { ...RISK_UNLIMITED, spreadMultipleMax: 0 };
  const { trades, decisions } = await runBacktest(options({ ...byModel(0.6), limits }));
  expect(trades).toHaveLength(0);
  expect([...decisions.refusedByCheck.keys()]).toEqual(['spread']);
  expect(decisions.refused + decisions.noSignal).toBe(decisions.candles);
});
