import { createRandom } from '@pipwright/kernel';
import { currency, findInstrument, type CandleSeries, type MinorUnits } from '@pipwright/model';
import { emaCross, syntheticCandles } from '@pipwright/testkit';
import { fixedVolume, RISK_UNLIMITED, type ParameterSpecs } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import type { BacktestResult } from '../backtest-result.ts';
import { COST_DEFAULTS, type TradingCosts } from '../costs/trading-costs.ts';
import { runBacktest } from '../run-backtest.ts';
import { dailyEquity } from '../statistics/daily-equity.ts';
import { sharpeRatio } from '../statistics/sharpe.ts';
import { candleBootstrap } from './candle-bootstrap.ts';
import { costStress, stressedCosts, stressedSeries } from './cost-stress.ts';
import { neighbourhood } from './neighbourhood.ts';
import { randomEntry } from './random-entry.ts';
import { valueOfOne } from './value-of-one.ts';

const EURUSD = findInstrument('EURUSD')!;
const DOLLARS = currency('USD');
const series = syntheticCandles({ seed: 'engine', length: 3000 });

interface Run {
  readonly series?: CandleSeries;
  readonly costs?: TradingCosts;
  readonly fast?: number;
  readonly slow?: number;
}

async function run({ fast = 5, slow = 20, costs = COST_DEFAULTS, ...change }: Run): Promise<BacktestResult> {
  return runBacktest({
    runId: 'r',
    series: change.series ?? series,
    instrument: EURUSD,
    predictor: null,
    strategy: emaCross({ fast, slow }),
    sizing: fixedVolume(0.1),
    limits: RISK_UNLIMITED,
    costs,
    account: { currency: DOLLARS, initialBalance: 10_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom('run'),
  });
}

const net = ({ costs }: BacktestResult): number => costs.net;

describe('studies of averages that cross on a random walk', () => {
  test('higher costs take more, the moves stay the same', async () => {
    const moves = new Set<number>();
    const rows = await costStress({
      run: async (factors) => {
        const result = await run({
          series: stressedSeries(series, factors.spread),
          costs: stressedCosts(COST_DEFAULTS, factors),
        });
        moves.add(result.trades.length);
        const { returns } = dailyEquity(result.equity, result.initialBalance);
        return { net: net(result), sharpe: sharpeRatio(returns), trades: result.trades.length };
      },
    });
    const of = (name: string, factor: number): number =>
      rows.find((row) => row.name === name && row.factor === factor)!.net;
    expect(moves.size).toBe(1);
    expect(of('no costs', 0)).toBeGreaterThan(of('as assumed', 1));
    expect(of('spread', 1.5)).toBeLessThan(of('as assumed', 1));
    expect(of('spread', 2)).toBeLessThan(of('spread', 1.5));
    expect(of('all costs', 2)).toBeLessThan(of('all costs', 1.5));
    // Twice every cost costs as much as all of them did at first, to the cents of some hundred roundings; swap is no factor.
    const once = of('as assumed', 1) - of('no costs', 0);
    expect(Math.abs((of('all costs', 2) - of('as assumed', 1)) / once - 1)).toBeLessThan(0.02);
  });

  test('nothing sets it apart from made-up candles or random entries', async () => {
    const actual = await run({});
    const random = createRandom('studies');
    const made = await candleBootstrap({
      series,
      tickSize: EURUSD.tickSize,
      runs: 40,
      actualNet: net(actual),
      random,
      run: async (other) => net(await run({ series: other })),
    });
    expect(made.net.p5).toBeLessThan(made.net.p95);
    expect(made.shareAsGood).toBeGreaterThan(0.02);
    const markets = new Map([[EURUSD.symbol, { series, valueOfOne: valueOfOne(EURUSD, DOLLARS) }]]);
    const entries = randomEntry({ trades: actual.trades, markets, random })!;
    expect(entries.shareAsGood).toBeGreaterThan(0.02);
    expect(entries.shareAsGood).toBeLessThan(0.98);
    // The same costs: without them the runs would be about even.
    const paid = actual.costs.net - actual.costs.price;
    expect(Math.abs(entries.net.p50 - paid)).toBeLessThan((entries.net.p95 - entries.net.p5) / 4);
  });

  test('its neighbours are run with one parameter changed', async () => {
    const specs: ParameterSpecs = {
      fast: { kind: 'integer', default: 5, min: 2, max: 10, description: '' },
      slow: { kind: 'integer', default: 20, min: 12, max: 60, description: '' },
    };
    const rows = await neighbourhood({
      specs,
      chosen: { fast: 5, slow: 20 },
      steps: 1,
      run: async ({ fast, slow }) => {
        const result = await run({ fast: Number(fast), slow: Number(slow) });
        return { net: net(result), sharpe: null };
      },
    });
    expect(rows.map(({ points }) => points.map(({ value }) => value))).toEqual([
      [4, 5, 6],
      [18, 20, 22],
    ]);
    expect(rows[0]!.points[1]!.net).toBe(net(await run({})));
    expect(rows[1]!.points[2]!.net).toBe(net(await run({ slow: 22 })));
  });
});
