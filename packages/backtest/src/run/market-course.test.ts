import {
  currency,
  lowerBound,
  sliceCandles,
  type EpochMs,
  type Fill,
  type Timeframe,
  type Trade,
} from '@pipwright/model';
import { defineStrategy, strategyOf, type ConversionRates, type MarketView, type Strategy } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { Backtest, type MarketsBacktestOptions } from '../backtest.ts';
import { runBacktest } from '../run-backtest.ts';
import { busy, cross, essence, instrument, made, marketOf, terms } from './made-run.fixture.ts';

const HOUR_MS = 3_600_000;

describe('several markets on one account', () => {
  const symbols = ['EURUSD', 'USDJPY', 'GBPUSD', 'EURGBP'];
  const rates: ConversionRates = {
    rate: (from) => (from === currency('GBP') ? { bid: 1.25, ask: 1.2502 } : { bid: 1.1, ask: 1.1002 }),
  };
  const options = (strategy = cross, account = 'USD'): MarketsBacktestOptions => ({
    ...terms(account),
    rates,
    markets: symbols.map((symbol) => marketOf(symbol, made(symbol, 1500), strategy)),
  });

  test('the balance is the initial one and the net of all trades, to the cent, and each symbol’s share sums to it', async () => {
    const result = await runBacktest(options(busy));
    const net = result.trades.reduce((sum, { split }) => sum + split.net, 0);
    expect(result.finalBalance).toBe(result.initialBalance + net);
    expect(result.symbols).toEqual(symbols);
    expect(result.bySymbol.map(({ symbol }) => symbol)).toEqual(symbols);
    expect(result.bySymbol.reduce((sum, { split }) => sum + split.net, 0)).toBe(net);
    expect(result.bySymbol.reduce((sum, { trades }) => sum + trades, 0)).toBe(result.trades.length);
    expect(result.bySymbol.reduce((sum, { fills }) => sum + fills, 0)).toBe(result.fills);
    for (const { trades, split } of result.bySymbol) {
      expect(trades).toBeGreaterThan(100);
      expect(split.price + split.spread + split.slippage + split.commission + split.swap).toBe(split.net);
    }
  });

  test.each(['EUR', 'GBP', 'JPY', 'CHF'])('in an account in %s too', async (account) => {
    const { currency: code, ...rest } = terms(account).account;
    const converted: ConversionRates = { rate: () => ({ bid: 0.9, ask: 0.9002 }) };
    const result = await runBacktest({ ...options(busy), account: { currency: code, ...rest }, rates: converted });
    const net = result.trades.reduce((sum, { split }) => sum + split.net, 0);
    expect(result.finalBalance).toBe(result.initialBalance + net);
    expect(result.trades.length).toBeGreaterThan(1000);
  });

  test('is the same run in steps of any size', async () => {
    const whole = await runBacktest(options(busy));
    for (const count of [1, 3, 1000]) {
      const stepped = new Backtest(options(busy));
      while (stepped.step(count));
      expect(essence(stepped.finish())).toEqual(essence(whole));
    }
  });

  test('can be stopped between steps and goes on where it was', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const onProgress = (processed: number): void => {
      seen.push(processed);
      if (processed > 2000) abort.abort();
    };
    await expect(runBacktest({ ...options(busy), onProgress, signal: abort.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(seen.at(-1)).toBeLessThan(3000);
    const again = await runBacktest(options(busy));
    expect(again.candles).toBe(6000);
  });

  test('markets that do not touch the same money trade as they do alone', async () => {
    const both = await runBacktest({ ...options(), markets: options().markets.slice(0, 2) });
    for (const symbol of symbols.slice(0, 2)) {
      const alone = await runBacktest({ ...terms(), rates, ...marketOf(symbol, made(symbol, 1500)) });
      const own = both.trades.filter((trade) => trade.symbol === symbol);
      const plain = (trades: readonly Trade[]): unknown[] =>
        trades.map(({ id: _id, positionId: _position, ...rest }) => rest);
      expect(plain(own)).toEqual(plain(alone.trades));
    }
  });

  test.each(['hedging', 'netting'] as const)('one symbol in two timeframes, on a %s account', async (mode) => {
    const quarters = made('EURUSD', 4000, 'M15');
    const hours = made('EURUSD', 1000, 'H1');
    const { account, ...rest } = terms();
    const twice = (): MarketsBacktestOptions => ({
      ...rest,
      account: { ...account, mode },
      markets: [marketOf('EURUSD', hours), marketOf('EURUSD', quarters, busy)],
    });
    const result = await runBacktest(twice());
    expect(result.symbols).toEqual(['EURUSD']);
    expect(result.candles).toBe(5000);
    // The quarters make the path; they span the same weeks.
    expect(result.equity.time).toHaveLength(4000);
    const net = result.trades.reduce((sum, { split }) => sum + split.net, 0);
    expect(result.finalBalance).toBe(result.initialBalance + net);
    expect(result.trades.length).toBeGreaterThan(150);
    expect((await runBacktest(twice())).digest).toBe(result.digest);
  });

  test('one that starts later joins later, and one that ends earlier keeps its last quote', async () => {
    const long = made('EURUSD', 1000);
    const late = made('GBPUSD', 300, 'H1', long.candles.time[500] as EpochMs);
    const short = { ...long, symbol: instrument('AUDUSD').symbol, candles: sliceCandles(long.candles, 0, 200) };
    const run = await runBacktest({
      ...terms(),
      markets: [marketOf('EURUSD', long), marketOf('GBPUSD', late), marketOf('AUDUSD', short)],
    });
    const times = (symbol: string): number[] =>
      run.trades.filter((trade) => trade.symbol === instrument(symbol).symbol).map(({ openTime }) => openTime);
    expect(Math.min(...times('GBPUSD'))).toBeGreaterThan(late.candles.time[0]!);
    expect(Math.max(...times('AUDUSD'))).toBeLessThanOrEqual(short.candles.time[199]! + HOUR_MS);
    expect(run.to).toBe(long.candles.time[999]! + HOUR_MS);
    // A row for each close, shared where several close at once.
    expect(run.equity.time.length).toBe(new Set([...long.candles.time, ...late.candles.time]).size);
    expect(run.candles).toBe(1500);
  });
});

describe('the order of one moment', () => {
  /** Writes down when it decides, and what it then knows of the other series. */
  function watcher(name: string, log: string[], others: readonly { symbol: string; timeframe: Timeframe }[]): Strategy {
    return strategyOf(
      defineStrategy({
        name: 'watcher',
        description: 'Looks and does nothing.',
        parameters: {},
        start({ candles }) {
          const views = others.map(({ symbol, timeframe }) =>
            candles({ symbol: instrument(symbol).symbol, timeframe }),
          );
          return {
            onCandle(view: MarketView) {
              const known = views.map(
                (each) => `${each.timeframe} ${each.length === 0 ? '-' : (each.time() - view.time) / HOUR_MS}`,
              );
              log.push([name, ...known].join(' '));
              view.pass('watching');
            },
          };
        },
      }),
    );
  }

  test('all candles are closed before anyone decides; shorter timeframes decide first, then the order of the run', () => {
    const log: string[] = [];
    const quarter = made('EURUSD', 8, 'M15');
    const start = quarter.candles.time[0] as EpochMs;
    const hour = made('GBPUSD', 2, 'H1', start);
    const other = made('USDJPY', 2, 'H1', start);
    const backtest = new Backtest({
      ...terms(),
      rates: { rate: () => ({ bid: 1, ask: 1 }) },
      markets: [
        { ...marketOf('USDJPY', other), strategy: watcher('USDJPY', log, [{ symbol: 'EURUSD', timeframe: 'M15' }]) },
        { ...marketOf('GBPUSD', hour), strategy: watcher('GBPUSD', log, [{ symbol: 'USDJPY', timeframe: 'H1' }]) },
        { ...marketOf('EURUSD', quarter), strategy: watcher('EURUSD', log, [{ symbol: 'GBPUSD', timeframe: 'H1' }]) },
      ].map((each) => ({ ...each, reference: [quarter, hour, other] })),
    });
    while (backtest.step(1));
    // The open of the last candle that is known, in hours before the decision.
    expect(log.slice(0, 6)).toEqual([
      'EURUSD H1 -',
      'EURUSD H1 -',
      'EURUSD H1 -',
      'EURUSD H1 -1',
      'USDJPY M15 -0.25',
      'GBPUSD H1 -1',
    ]);
    expect(log).toHaveLength(12);
  });

  test('an order given at a close is filled at the open of the same moment, in each market', async () => {
    const fills: Fill[] = [];
    const markets = ['EURUSD', 'GBPUSD'].map((symbol) => marketOf(symbol, made(symbol, 300)));
    await runBacktest({ ...terms(), markets, listener: { onFill: (fill) => fills.push(fill) } });
    expect(fills.length).toBeGreaterThan(20);
    for (const fill of fills.slice(0, -2)) {
      const { candles } = markets.find(({ series }) => series.symbol === fill.symbol)!.series;
      const index = lowerBound(candles.time, fill.time);
      expect(candles.time[index]).toBe(fill.time);
      expect(Math.abs(fill.price - candles.open[index]!)).toBeLessThan(0.001);
    }
    // In strict order of time.
    const times = fills.map(({ time }) => time);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });
});
