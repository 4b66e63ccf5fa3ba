import { createRandom } from '@pipwright/kernel';
import { currency, findInstrument, sliceCandles, type MinorUnits } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { defineStrategy, fixedVolume, integer, RISK_UNLIMITED, strategyOf } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import type { BacktestOptions } from '../backtest.ts';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import { runBacktest } from '../run-backtest.ts';

const FIRST = 700;
const series = syntheticCandles({ seed: 'history', length: 3000 });
const { candles } = series;

/** Trades against the last 200 closes; as long as there are fewer it stays out. Before `from` it is only looking on. */
const crossing = (from: number) =>
  defineStrategy({
    name: 'crossing',
    description: 'Buys above the mean of 200 closes and sells below it.',
    parameters: { count: integer({ default: 200, min: 1, max: 500, description: 'Closes.' }) },
    start: ({ candles: open, indicator, parameters }) => {
      const view = open();
      const window: number[] = [];
      const mean = indicator({
        update: ({ close }) => {
          window.push(close);
          if (window.length > parameters.count) window.shift();
          return window.length < parameters.count
            ? Number.NaN
            : window.reduce((sum, value) => sum + value, 0) / window.length;
        },
      });
      return {
        onCandle: (market) => {
          if (market.time <= from || Number.isNaN(mean())) return;
          const wanted = view.close() > mean() ? 1 : -1;
          if (market.direction === wanted) return;
          if (wanted > 0) market.buy({ reverse: true });
          else market.sell({ reverse: true });
        },
      };
    },
  });

function options(from: number, change: Partial<BacktestOptions> = {}): BacktestOptions {
  return {
    runId: 'run',
    series,
    instrument: findInstrument('EURUSD')!,
    predictor: null,
    strategy: strategyOf(crossing(from)),
    sizing: fixedVolume(0.1),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency('USD'), initialBalance: 10_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom('history'),
    ...change,
  };
}

describe('candles from before the first traded one', () => {
  const from = candles.time[FIRST]!;
  // Another series that nobody reads, so that the run takes the way of several markets.
  const reference = [syntheticCandles({ seed: 'other', length: 10 })];

  test.each([
    ['on one series', {}],
    ['on several', { reference }],
  ])('warm indicators up, %s, and are not traded', async (_, change) => {
    const warm = await runBacktest(options(0, { first: FIRST, ...change }));
    const whole = await runBacktest(options(from, change));
    expect(warm.trades.length).toBeGreaterThan(20);
    expect(warm.digest).toBe(whole.digest);
    expect(warm).toMatchObject({ from, to: whole.to, candles: 3000 - FIRST });
    expect(warm.equity.time).toEqual(whole.equity.time.subarray(FIRST));
    expect(warm.equity.equity).toEqual(whole.equity.equity.subarray(FIRST));
    expect(warm.benchmark.equity).toHaveLength(3000 - FIRST);
    expect(warm.trades[0]!.openTime).toBeLessThan(from + 2 * 3_600_000);
    const cold = await runBacktest(
      options(0, { series: { ...series, candles: sliceCandles(candles, FIRST, 3000) }, ...change }),
    );
    expect(cold.trades[0]!.openTime).toBeGreaterThan(from + 199 * 3_600_000);
  });

  test('are all there is: then there is nothing to trade', async () => {
    await expect(runBacktest(options(0, { first: 3000 }))).rejects.toMatchObject({ code: 'NO_CANDLES' });
  });
});
