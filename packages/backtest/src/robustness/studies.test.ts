import { createRandom } from '@pipwright/kernel';
import {
  currency,
  findInstrument,
  Side,
  type CandleSeries,
  type Lots,
  type SymbolName,
  type Trade,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import type { ParameterSpecs } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import { madeResult } from '../statistics/made-result.fixture.ts';
import { madeTrade } from '../statistics/made-trades.fixture.ts';
import { candleBootstrap } from './candle-bootstrap.ts';
import { COST_SCENARIOS, costStress, stressedCosts, stressedSeries, type CostFactors } from './cost-stress.ts';
import { neighbourhood, neighboursOf, type ChosenParameters } from './neighbourhood.ts';
import { randomEntry, type EntryMarket } from './random-entry.ts';
import { startDateRuns, startDates } from './start-dates.ts';
import { valueOfOne } from './value-of-one.ts';

const EURUSD = findInstrument('EURUSD')!;
const DOLLARS = currency('USD');
const series = syntheticCandles({ seed: 1, length: 3000 });

describe('random entries', () => {
  const markets = new Map<SymbolName, EntryMarket>([
    [EURUSD.symbol, { series, valueOfOne: valueOfOne(EURUSD, DOLLARS) }],
  ]);
  const mid = (index: number): number => (series.candles.open[index]! + series.candles.askOpen[index]!) / 2;

  /** A trade of one lot from the open of one candle to that of another, that paid 5 dollars. */
  function tradeAt(from: number, to: number, side: Side): Trade {
    const made = madeTrade(0, 0, 1, side);
    const price = Math.round((side === Side.Buy ? 1 : -1) * (mid(to) - mid(from)) * 100_000 * 100);
    return {
      ...made,
      volume: 1 as Lots,
      openTime: series.candles.time[from] as Trade['openTime'],
      closeTime: series.candles.time[to] as Trade['closeTime'],
      split: { ...made.split, price, commission: -500, net: price - 500 } as Trade['split'],
    };
  }

  const random = createRandom('entries');
  const drawn = createRandom(7);
  const noise = Array.from({ length: 200 }, () => {
    const from = drawn.integer(2900);
    return tradeAt(from, from + 1 + drawn.integer(50), drawn.integer(2) === 0 ? Side.Buy : Side.Sell);
  });

  test('trades at random are as good as any (seed 7), and the runs pay what they paid', () => {
    const found = randomEntry({ trades: noise, markets, random })!;
    expect(found.runs).toBe(1000);
    expect(found.shareAsGood).toBeGreaterThan(0.02);
    expect(found.shareAsGood).toBeLessThan(0.98);
    // Buys and sells about cancel the drift: what is left in the middle are 200 commissions of 5 dollars.
    expect(Math.abs(found.net.p50 + 100_000)).toBeLessThan((found.net.p95 - found.net.p5) / 4);
  });

  test('trades that knew what comes are better than all', () => {
    const knowing = noise.map((trade) =>
      trade.split.price > 0 ? trade : { ...trade, split: { ...trade.split, price: 0, net: -500 } as Trade['split'] },
    );
    expect(randomEntry({ trades: knowing, markets, random })!.shareAsGood).toBe(0);
  });

  test('is the same for the same seed, and says what is missing', () => {
    const once = randomEntry({ trades: noise, markets, runs: 50, random: createRandom(1) });
    expect(randomEntry({ trades: noise, markets, runs: 50, random: createRandom(1) })).toEqual(once);
    expect(randomEntry({ trades: [], markets, random })).toBeNull();
    expect(() => randomEntry({ trades: noise, markets: new Map(), random })).toThrow('the market of EURUSD is missing');
    expect(() => randomEntry({ trades: noise, markets, random, signal: AbortSignal.abort() })).toThrow('was stopped');
  });

  test('a trade that is longer than the data is held from its first to its last open', () => {
    const long = tradeAt(0, 2999, Side.Buy);
    const found = randomEntry({ trades: [long], markets, runs: 5, random })!;
    expect(found.net.p5).toBeCloseTo(long.split.net, 0);
    expect(found.shareAsGood === 0 || found.shareAsGood === 1).toBe(true);
  });

  test('a move is worth what the account gets for it', () => {
    const yen = findInstrument('USDJPY')!;
    const trade = { ...madeTrade(0, 0, 1), volume: 0.5 as Lots };
    expect(valueOfOne(EURUSD, DOLLARS)(trade, 0, 1.1)).toBeCloseTo(50_000 * 100, 6);
    // One yen of half a lot is 50,000 yen: at 125 yen to the dollar 400 dollars.
    expect(valueOfOne(yen, DOLLARS)(trade, 0, 125)).toBeCloseTo(40_000, 6);
  });
});

describe('candle bootstrap', () => {
  test('runs the strategy on other candles each time, in any number of threads', async () => {
    const seen: number[] = [];
    const run = async (made: CandleSeries): Promise<number> => {
      const last = made.candles.close.at(-1)!;
      seen.push(last);
      return Promise.resolve(Math.round((last - made.candles.open[0]!) * 1e5));
    };
    const options = { series, tickSize: EURUSD.tickSize, runs: 20, actualNet: 100_000, run };
    const one = await candleBootstrap({ ...options, random: createRandom(1) });
    const four = await candleBootstrap({ ...options, random: createRandom(1), parallel: 4 });
    expect(new Set(seen).size).toBe(20);
    expect(four).toEqual(one);
    expect(one).toMatchObject({ runs: 20, shareAsGood: 0 });
  });

  test('stops between runs, and passes on what a run throws', async () => {
    const stop = new AbortController();
    const options = { series, tickSize: EURUSD.tickSize, runs: 5, actualNet: 0, random: createRandom(1) };
    const stopped = candleBootstrap({
      ...options,
      signal: stop.signal,
      run: async () => {
        stop.abort();
        return Promise.resolve(0);
      },
    });
    await expect(stopped).rejects.toThrow('The candle bootstrap was stopped after 1 of 5 steps.');
    let begun = 0;
    const failed = candleBootstrap({
      ...options,
      run: async () => {
        begun++;
        return Promise.reject(new Error('no room'));
      },
    });
    await expect(failed).rejects.toThrow('no room');
    expect(begun).toBe(1);
  });
});

describe('cost stress', () => {
  test('asks for every scenario and says what it made', async () => {
    const asked: CostFactors[] = [];
    const rows = await costStress({
      run: async (factors) => {
        asked.push(factors);
        return Promise.resolve({ net: 1000 - 100 * factors.spread, sharpe: null, trades: 3 });
      },
    });
    expect(asked).toEqual(COST_SCENARIOS.map(({ factors }) => factors));
    expect(rows.find(({ name, factor }) => name === 'spread' && factor === 2)).toEqual({
      name: 'spread',
      factor: 2,
      net: 800,
      sharpe: null,
      trades: 3,
    });
  });

  test('widens the spread of the data', () => {
    const double = stressedSeries(series, 2).candles;
    for (let index = 0; index < 100; index++) {
      const spread = series.candles.askOpen[index]! - series.candles.open[index]!;
      expect(double.askOpen[index]! - double.open[index]!).toBeCloseTo(2 * spread, 12);
      expect(double.askHigh[index]).toBeGreaterThanOrEqual(Math.max(double.askOpen[index]!, double.askClose[index]!));
      expect(double.askLow[index]).toBeLessThanOrEqual(Math.min(double.askOpen[index]!, double.askClose[index]!));
    }
    expect(stressedSeries(series, 0).candles.askClose).toEqual(series.candles.close);
    expect(stressedSeries(series, 1)).toBe(series);
  });

  test('multiplies slippage and commission, and slippage that follows the spread by itself alone', () => {
    const factors = { spread: 2, slippage: 3, commission: 4 };
    expect(stressedCosts(COST_DEFAULTS, factors)).toEqual({
      ...COST_DEFAULTS,
      slippage: { kind: 'spread', fraction: 0.375 },
      commission: { kind: 'per-lot', perSide: 14 },
    });
    const costs = {
      ...COST_DEFAULTS,
      slippage: { kind: 'recorded', classes: [] },
      commission: { kind: 'percent', fraction: 0.001, minimum: 2 },
    } as const;
    const stressed = stressedCosts(costs, factors);
    expect(stressed.slippage.hourFactors).toEqual(new Array(24).fill(3));
    expect(stressed.commission).toEqual({ kind: 'percent', fraction: 0.004, minimum: 8 });
    expect(stressedCosts(costs, { spread: 0, slippage: 0, commission: 0 }).slippage).toEqual({ kind: 'none' });
  });
});

describe('parameter neighbourhood', () => {
  const description = '';
  const specs: ParameterSpecs = {
    fast: { kind: 'integer', default: 10, min: 2, max: 50, description },
    slow: { kind: 'integer', default: 200, min: 5, max: 210, description },
    width: { kind: 'number', default: 0.3, min: 0, max: 1, step: 0.1, description },
    decay: { kind: 'number', default: 0.1, min: 0.01, max: 10, scale: 'log', description },
    exit: { kind: 'choice', default: 'a', values: ['a', 'b'], description },
    filter: { kind: 'flag', default: false, description },
    fixed: { kind: 'integer', default: 1, min: 1, max: 1, description },
  };
  const chosen = { fast: 10, slow: 200, width: 0.3, decay: 0.1, exit: 'a', filter: true, fixed: 1 };

  test('steps that mean something, inside the range', () => {
    const values = (name: string): unknown[] =>
      neighboursOf({ specs, chosen, steps: 2 })
        .filter((point) => point.name === name)
        .map(({ value }) => value);
    expect(values('fast')).toEqual([8, 9, 10, 11, 12]);
    expect(values('slow')).toEqual([160, 180, 200]);
    expect(values('width')).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(values('decay')).toEqual([0.0826446281, 0.09090909091, 0.1, 0.11, 0.121]);
    expect(values('exit')).toEqual(['a', 'b']);
    expect(values('filter')).toEqual([false, true]);
    expect(values('fixed')).toEqual([]);
  });

  test('leaves out what the strategy says makes no sense', () => {
    const constraint = (parameters: ChosenParameters): true | string =>
      Number(parameters['fast']) < 11 || 'fast must be below 11';
    const fast = neighboursOf({ specs, chosen, constraint }).filter(({ name }) => name === 'fast');
    expect(fast.map(({ value }) => value)).toEqual([7, 8, 9, 10]);
  });

  test('runs the chosen point once, and puts it into every row', async () => {
    const seen: ChosenParameters[] = [];
    const rows = await neighbourhood({
      specs,
      chosen,
      steps: 1,
      parallel: 3,
      run: async (parameters) => {
        seen.push(parameters);
        return Promise.resolve({ net: Number(parameters['fast']), sharpe: null });
      },
    });
    expect(seen.filter((parameters) => JSON.stringify(parameters) === JSON.stringify(chosen))).toHaveLength(1);
    expect(rows.map(({ name }) => name)).toEqual(['fast', 'slow', 'width', 'decay', 'exit', 'filter']);
    expect(rows[0]!.points).toEqual([
      { value: 9, net: 9, sharpe: null, chosen: false },
      { value: 10, net: 10, sharpe: null, chosen: true },
      { value: 11, net: 11, sharpe: null, chosen: false },
    ]);
    expect(rows.every(({ points }) => points.filter((point) => point.chosen).length === 1)).toBe(true);
  });

  test('a strategy without parameters has none', async () => {
    const run = async (): Promise<never> => Promise.reject(new Error('not run'));
    expect(await neighbourhood({ specs: {}, chosen: {}, run })).toEqual([]);
  });
});

describe('start dates', () => {
  let level = 10_000;
  const result = madeResult(Array.from({ length: 200 }, (_, day) => (level *= day % 2 === 0 ? 1.004 : 0.998)));

  test('figures of the rest, from each month on', () => {
    const rows = startDates(result);
    // January to October 2019.
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({ from: result.from, net: result.finalBalance - result.initialBalance });
    expect(rows[0]!.sharpe).toBeGreaterThan(3);
    const nets = rows.map(({ net }) => net);
    expect(nets).toEqual(nets.toSorted((a, b) => b - a));
    expect(rows.at(-1)).toMatchObject({ annualReturn: null, sharpe: null });
    expect(rows[2]!.annualReturn).toBeGreaterThan(0.2);
  });

  test('or runs it anew', async () => {
    const rows = await startDateRuns({
      starts: [1, 2],
      run: async (from) => Promise.resolve({ net: from * 10, annualReturn: null, sharpe: null }),
    });
    expect(rows).toEqual([
      { from: 1, net: 10, annualReturn: null, sharpe: null },
      { from: 2, net: 20, annualReturn: null, sharpe: null },
    ]);
  });
});
