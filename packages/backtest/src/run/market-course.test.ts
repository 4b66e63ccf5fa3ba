import { createRandom } from '@pipwright/kernel';
import {
  currency,
  findInstrument,
  lowerBound,
  sliceCandles,
  utcMs,
  type CandleSeries,
  type EpochMs,
  type Fill,
  type Instrument,
  type MinorUnits,
  type TickColumns,
  type Timeframe,
  type Trade,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import {
  defineStrategy,
  emaCross,
  fixedVolume,
  RISK_UNLIMITED,
  strategyOf,
  type ConversionRates,
  type MarketView,
  type Strategy,
} from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { Backtest, type BacktestOptions, type MarketsBacktestOptions, type RunTerms } from '../backtest.ts';
import type { BacktestResult } from '../backtest-result.ts';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import { runBacktest } from '../run-backtest.ts';
import { candlesOfTicks, steppingTicks } from './tick-candles.fixture.ts';

const HOUR_MS = 3_600_000;
const instrument = (symbol: string): Instrument => findInstrument(symbol)!;
const EURUSD = instrument('EURUSD');

function made(symbol: string, length: number, timeframe: Timeframe = 'H1', startTime?: EpochMs): CandleSeries {
  const starts = startTime === undefined ? {} : { startTime };
  return syntheticCandles({ seed: symbol, length, timeframe, instrument: instrument(symbol), ...starts });
}

function terms(account = 'USD'): RunTerms {
  return {
    runId: 'run',
    sizing: fixedVolume(0.1),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency(account), initialBalance: 100_000_000 as MinorUnits, stopOutLevel: 0.5 },
    random: createRandom('markets'),
  };
}

const cross = emaCross({ fast: 10, slow: 20 });

/** Enters and leaves with levels all the time, so that much happens inside candles. */
const BUSY = defineStrategy({
  name: 'busy',
  description: 'Buys and sells in turn, with close levels.',
  parameters: {},
  start() {
    let count = 0;
    return {
      onCandle(market: MarketView) {
        if (market.direction !== 0) return;
        const distance = 15 * market.instrument.pipSize;
        const levels = { stopLoss: distance, takeProfit: distance };
        if (count++ % 2 === 0) market.buy(levels);
        else market.sell(levels);
      },
    };
  },
});
const busy: Strategy = strategyOf(BUSY);

function marketOf(symbol: string, series: CandleSeries, strategy = cross) {
  return { instrument: instrument(symbol), series, predictor: null, strategy };
}

/** What two runs must share to be the same run. */
const essence = ({ digest, finalBalance, equity, trades, decisions }: BacktestResult) => {
  return { digest, finalBalance, equity, trades, decisions };
};

describe('one market', () => {
  const series = made('EURUSD', 3000);

  test('is the same run with and without looking for other events', async () => {
    const plain = await runBacktest({ ...terms(), ...marketOf('EURUSD', series, busy) });
    const general = await runBacktest({
      ...terms(),
      ...marketOf('EURUSD', series, busy),
      reference: [made('GBPUSD', 9)],
    });
    expect(essence(general)).toEqual(essence(plain));
    expect(plain.trades.length).toBeGreaterThan(300);
  });

  test('says from what its fills were read', async () => {
    const { fillSources, fills } = await runBacktest({ ...terms(), ...marketOf('EURUSD', series, busy) });
    expect(fillSources.rule).toBeGreaterThan(100);
    expect(fillSources.open).toBeGreaterThan(100);
    expect(fillSources.ticks + fillSources['smaller-candles']).toBe(0);
    expect(Object.values(fillSources).reduce((sum, count) => sum + count, 0)).toBe(fills);
  });
});

describe('finer paths', () => {
  const start = utcMs(2019, 2, 5);
  const ticks = steppingTicks({ seed: 3, start, length: 150_000, instrument: EURUSD, price: 110_000, spread: 8 });
  const [hours, minutes] = [candlesOfTicks(ticks, EURUSD, 'H1'), candlesOfTicks(ticks, EURUSD, 'M1')];
  const base: BacktestOptions = { ...terms(), ...marketOf('EURUSD', hours, strategyOf(nervous())) };

  test('smaller candles come closer to the ticks than the rule, and the shares of fills say so', async () => {
    const [byRule, byMinutes, byTicks] = await Promise.all([
      runBacktest(base),
      runBacktest({ ...base, smaller: minutes }),
      runBacktest({ ...base, smaller: minutes, ticks }),
    ]);
    expect(byMinutes.fillSources).toMatchObject({ ticks: 0, rule: 0 });
    expect(byMinutes.fillSources['smaller-candles']).toBeGreaterThan(10);
    expect(byTicks.fillSources).toMatchObject({ open: 0, rule: 0, 'smaller-candles': 0 });
    expect(byRule.ruleExits).toBeGreaterThan(5);
    const net = (result: BacktestResult): number => result.finalBalance - result.initialBalance;
    expect(Math.abs(net(byMinutes) - net(byTicks))).toBeLessThan(Math.abs(net(byRule) - net(byTicks)));
  });

  test('ticks that are read day by day give the same run', async () => {
    const asked: number[] = [];
    const source = (from: EpochMs, to: EpochMs): Promise<TickColumns> => {
      asked.push(from);
      return Promise.resolve(ticksBetween(ticks, from, to));
    };
    const whole = await runBacktest({ ...base, ticks });
    const streamed = await runBacktest({ ...base, ticks: source });
    expect(essence(streamed)).toEqual(essence(whole));
    expect(asked).toHaveLength(2);
  });

  test('an error of the ticks ends the run with it', async () => {
    const failing = (): Promise<TickColumns> => Promise.reject(new Error('no such day'));
    await expect(runBacktest({ ...base, ticks: failing })).rejects.toThrow('no such day');
  });
});

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

function nervous() {
  return defineStrategy({
    name: 'nervous',
    description: 'Buys with close levels whenever it is flat.',
    parameters: {},
    start: () => ({
      onCandle(view: MarketView) {
        if (view.direction === 0) view.buy({ stopLoss: 0.0003, takeProfit: 0.0002 });
      },
    }),
  });
}

function ticksBetween(ticks: TickColumns, from: number, to: number): TickColumns {
  const [start, end] = [lowerBound(ticks.time, from), lowerBound(ticks.time, to)];
  const cut = (column: Float64Array): Float64Array => column.slice(start, end);
  return {
    length: end - start,
    time: cut(ticks.time),
    bid: cut(ticks.bid),
    ask: cut(ticks.ask),
    bidVolume: cut(ticks.bidVolume),
    askVolume: cut(ticks.askVolume),
  };
}
