import { COST_DEFAULTS, runBacktest, type BacktestOptions, type BacktestResult } from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import { currency, type CandleSeries, type MinorUnits } from '@pipwright/model';
import { defineStrategy, fixedVolume, RISK_UNLIMITED, strategyOf, type Strategy } from '@pipwright/trading';
import emaCross from '../examples/strategies/ema-cross.ts';
import { nothingToDispose, type Benchmark, type Budget } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, FULL_M1, madeMarket } from './made-market.ts';

const VOLUME = 0.01;
/** Large enough to pay the costs of ten years. */
const INITIAL_BALANCE = 100_000_000 as MinorUnits;
const WAITING_ORDERS = 100;
/** Pips from the market to the nearest waiting order, from one to the next, and to stop and target. */
const NEAREST_PIPS = 4;
const STEP_PIPS = 2;
const LEVEL_PIPS = 12;
/** Candles between two looks at what waits. */
const LOOK_CANDLES = 60;

/** Keeps a hundred orders and positions: as many limits below the market as above it, each for the day, replaced when gone. */
const WAITING_GRID = defineStrategy({
  name: 'waiting-grid',
  description: 'Keeps a hundred limit orders around the market.',
  parameters: {},
  start({ instrument }) {
    const pip = instrument.pipSize;
    const options = { stopLoss: LEVEL_PIPS * pip, takeProfit: LEVEL_PIPS * pip, expires: 'day' } as const;
    let candles = 0;
    let placed = 0;
    return {
      onCandle(market) {
        if (candles++ % LOOK_CANDLES > 0) return;
        const missing = WAITING_ORDERS - market.orders.length - market.positions.length;
        const { bid, ask } = market;
        for (const last = placed + missing; placed < last; placed++) {
          const step = Math.floor(placed / 2) % (WAITING_ORDERS / 2);
          const distance = (NEAREST_PIPS + STEP_PIPS * step) * pip;
          if (placed % 2 === 0) market.buy({ ...options, limit: bid - distance });
          else market.sell({ ...options, limit: ask + distance });
        }
      },
    };
  },
});

function optionsOf(series: CandleSeries, strategy: Strategy): BacktestOptions {
  return {
    runId: 'bench',
    series,
    instrument: EURUSD,
    predictor: null,
    strategy,
    sizing: fixedVolume(VOLUME),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account: { currency: currency('USD'), initialBalance: INITIAL_BALANCE, stopOutLevel: 0.5 },
    random: createRandom('bench venue'),
  };
}

function digestOfResult({ digest, finalBalance, costs, equity }: BacktestResult): string {
  return digestOf([digest, String(finalBalance), JSON.stringify(costs), equity.balance, equity.equity]);
}

function engineBenchmark(about: {
  readonly name: string;
  readonly what: string;
  readonly budget: Budget;
  readonly fullCandles: number;
  readonly strategy: Strategy;
}): Benchmark {
  const { strategy, fullCandles, ...told } = about;
  return {
    ...told,
    unit: 'candles',
    prepare(size) {
      const series = madeMarket('M1', size === 'full' ? fullCandles : 20_000);
      const pass = async () => {
        const result = await runBacktest(optionsOf(series, strategy));
        return {
          count: result.candles,
          digest: () => digestOfResult(result),
          figures: () => ({ trades: result.trades.length, orders: result.decisions.orders }),
        };
      };
      return Promise.resolve({ pass, dispose: nothingToDispose });
    },
  };
}

/** What a trader's own strategy runs at: the shipped crossing of averages, nothing left out of the accounting. */
export const eventEngine = engineBenchmark({
  name: 'event-engine',
  what: 'ten years of M1, event by event: crossing averages with spread, slippage, commission, swap and full accounting',
  budget: { kind: 'rate', perSecondMin: 1_000_000 },
  fullCandles: FULL_M1,
  strategy: strategyOf(emaCross, { fast: 20, slow: 50 }),
});

/** With a hundred limit orders in the market. */
export const eventEngineOrders = engineBenchmark({
  name: 'event-engine-orders',
  what: 'ten years of M1, event by event, a hundred limit orders waiting: stops and targets, for the day, replaced when gone',
  budget: { kind: 'rate', perSecondMin: 300_000 },
  fullCandles: FULL_M1,
  strategy: strategyOf(WAITING_GRID, {}),
});
