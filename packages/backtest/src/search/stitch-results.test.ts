import { createRandom } from '@pipwright/kernel';
import { currency, findInstrument, sliceCandles, type MinorUnits } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { defineStrategy, RISK_UNLIMITED, strategyOf } from '@pipwright/trading';
import { expect, test } from 'vitest';
import type { BacktestResult } from '../backtest-result.ts';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import { runBacktest } from '../run-backtest.ts';
import { stitchResults } from './stitch-results.ts';

const series = syntheticCandles({ seed: 'stitch', length: 900 });

const turns = defineStrategy({
  name: 'turns',
  description: 'Turns every seventh candle.',
  parameters: {},
  volume: 0.1,
  start: ({ candles }) => {
    const view = candles();
    return {
      onCandle: (market) => {
        if (view.length % 7 !== 0) return;
        if (market.direction === 1) market.sell({ reverse: true });
        else market.buy({ reverse: true });
      },
    };
  },
});

/** Candles of a part of the series, with the balance that was left. */
function run(part: number, initialBalance: number): Promise<BacktestResult> {
  return runBacktest({
    runId: `part-${part}`,
    series: { ...series, candles: sliceCandles(series.candles, part * 300, (part + 1) * 300) },
    instrument: findInstrument('EURUSD')!,
    predictor: null,
    strategy: strategyOf(turns),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency('USD'), initialBalance: initialBalance as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom(part),
  });
}

test('runs that follow each other become one, to the cent', async () => {
  const results: BacktestResult[] = [];
  for (const part of [0, 1, 2]) results.push(await run(part, results.at(-1)?.finalBalance ?? 1_000_000));
  const all = stitchResults(results, 'all')!;
  const sum = (of: (result: BacktestResult) => number): number => results.reduce((total, one) => total + of(one), 0);
  expect(all).toMatchObject({
    runId: 'all',
    symbol: 'EURUSD',
    initialBalance: 1_000_000,
    finalBalance: results[2]!.finalBalance,
    from: results[0]!.from,
    to: results[2]!.to,
    candles: 900,
    fills: sum(({ fills }) => fills),
    stopOuts: 0,
  });
  expect(all.trades).toHaveLength(sum(({ trades }) => trades.length));
  expect(all.costs.net).toBe(all.finalBalance - all.initialBalance);
  expect(all.costs.turnover).toBeCloseTo(
    sum(({ costs }) => costs.turnover),
    3,
  );
  const { price, spread, slippage, commission, swap, net } = all.costs;
  expect(price + spread + slippage + commission + swap).toBe(net);
  expect(all.bySymbol).toHaveLength(1);
  expect(all.bySymbol[0]).toMatchObject({ candles: 900, trades: all.trades.length, split: { net } });
  expect(all.decisions.candles).toBe(900);
  expect(Object.values(all.fillSources).reduce((total, count) => total + count, 0)).toBe(all.fills);
  expect(all.accountEvents.swaps.count).toBe(sum(({ accountEvents }) => accountEvents.swaps.count));
  expect(all.equity.time).toHaveLength(900);
  expect([...all.equity.time]).toEqual([...all.equity.time].toSorted((one, other) => one - other));
  expect(all.equity.equity[299]).toBe(results[0]!.finalBalance);
  expect(all.digest).toMatch(/^[0-9a-f]{64}$/);
  // The benchmark goes on from where it was, whatever the strategy had then.
  const held = results.map(({ benchmark, initialBalance }) => benchmark.equity.at(-1)! / initialBalance);
  expect(all.benchmark.equity).toHaveLength(900);
  expect(all.benchmark.equity.at(-1)! / 1_000_000).toBeCloseTo(held[0]! * held[1]! * held[2]!, 5);
  expect(all.benchmark.equity[300]! / all.benchmark.equity[299]!).toBeCloseTo(1, 2);
});

test('nothing becomes nothing, and one stays as it was', async () => {
  expect(stitchResults([], 'none')).toBeNull();
  const one = await run(0, 1_000_000);
  const { digest: _digest, runId: _id, ...rest } = stitchResults([one], 'one')!;
  const { digest: _other, runId: _otherId, ...expected } = one;
  expect(rest).toEqual(expected);
});
