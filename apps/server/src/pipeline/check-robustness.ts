import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  bootstrapReturns,
  candleBootstrap,
  costStress,
  dailyEquity,
  monteCarlo,
  neighbourhood,
  randomEntry,
  sharpeRatio,
  startDates,
  stressedCosts,
  stressedSeries,
  valueOfOne,
  type BacktestResult,
  type Robustness,
} from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import { ratesOf } from '@pipwright/trading';
import type { Stores } from '../stores.ts';
import { carryOut, type RunVariant } from './carry-out-run.ts';
import { tradedPart } from './run-data.ts';
import type { PreparedRun } from './prepare-run.ts';

export interface RobustnessOptions {
  readonly stores: Stores;
  readonly run: PreparedRun;
  readonly result: BacktestResult;
  /** `true` runs the strategy again: at other costs, with other parameters, on made-up candles. */
  readonly thorough: boolean;
  readonly onProgress?: (doneFraction: number, step: string) => void;
  readonly signal?: AbortSignal;
}

/** Made-up histories that a thorough check runs the strategy on. */
const CANDLE_RUNS = 20;

interface Figures {
  readonly net: number;
  readonly sharpe: number | null;
  readonly trades: number;
}

function figuresOf(result: BacktestResult): Figures {
  const { returns } = dailyEquity(result.equity, result.initialBalance);
  const sharpe = sharpeRatio(returns);
  return { net: result.costs.net, sharpe: Number.isFinite(sharpe) ? sharpe : null, trades: result.trades.length };
}

/** Trades that are drawn in all: with many trades fewer runs say as much. */
const DRAWN_TRADES = 4_000_000;
const RUNS_LEAST = 200;
const RUNS_MOST = 1000;

function runsFor(trades: number): number {
  return Math.min(RUNS_MOST, Math.max(RUNS_LEAST, Math.round(DRAWN_TRADES / Math.max(1, trades))));
}

/** What can be asked of the trades and the equity alone. */
function fromResult({
  run,
  result,
}: RobustnessOptions): Pick<Robustness, 'monteCarlo' | 'bootstrap' | 'randomEntry' | 'startDates'> {
  const { setup } = run;
  const random = createRandom(setup.seed);
  const rates = setup.rates === null ? undefined : ratesOf(setup.rates);
  const markets = new Map(
    run.markets.map(({ instrument, series, first = 0 }) => [
      instrument.symbol,
      { series: tradedPart(series, first), valueOfOne: valueOfOne(instrument, setup.account.currency, rates) },
    ]),
  );
  const { returns } = dailyEquity(result.equity, result.initialBalance);
  const runs = runsFor(result.trades.length);
  return {
    monteCarlo: monteCarlo({
      paths: runs,
      nets: result.trades.map(({ split }) => split.net),
      initialBalance: result.initialBalance,
      compounding: setup.sizing.kind === 'risk',
      random: random.split('monte carlo'),
    }),
    bootstrap: bootstrapReturns({ returns, random: random.split('bootstrap') }),
    randomEntry: randomEntry({ trades: result.trades, markets, runs, random: random.split('random entry') }),
    startDates: startDates(result),
  };
}

/** Whether the strategy can be run on made-up candles: models and other symbols know the real ones. */
function canBeResampled({ run }: RobustnessOptions): boolean {
  const { markets, models } = run;
  const symbols = new Set(markets.map(({ instrument }) => instrument.symbol));
  const readsOthers = markets.some(({ reference = [] }) => reference.some(({ symbol }) => !symbols.has(symbol)));
  return markets.length === 1 && !readsOthers && models.every((model) => model === null);
}

/**
 * Asks of a result how far luck in the order of trades, days and candles, entries, costs, parameters and the start could
 * have moved it. Rejects with `ABORTED` or `STUDY_STOPPED` when the signal is aborted.
 */
export async function checkRobustness(options: RobustnessOptions): Promise<Robustness> {
  const { stores, run, result, thorough, signal } = options;
  const cheap = fromResult(options);
  if (!thorough) return { ...cheap, candleBootstrap: null, costStress: [], neighbourhood: [] };
  const again = async (variant: RunVariant): Promise<Figures> =>
    figuresOf(await carryOut(stores, run, result.runId, { variant, ...(signal === undefined ? {} : { signal }) }));
  const shares = [0, 0.25, 0.65, 1];
  const watch = (part: number, step: string) => ({
    signal,
    pause: () => nextTurn(),
    onProgress: (done: number, total: number) => {
      const [from, to] = [shares[part]!, shares[part + 1]!];
      options.onProgress?.(from + ((to - from) * done) / Math.max(1, total), step);
    },
  });
  const stress = await costStress({
    ...watch(0, 'other costs'),
    run: (factors) =>
      again({
        costs: stressedCosts(run.setup.costs, factors),
        series: (series) => stressedSeries(series, factors.spread),
      }),
  });
  const { definition } = run.request.strategy;
  const around = await neighbourhood({
    ...watch(1, 'other parameters'),
    specs: definition.parameters,
    chosen: run.strategy.parameters,
    constraint: (parameters) => definition.constraint?.(parameters) ?? true,
    run: (parameters) => again({ parameters }),
  });
  const [market] = run.markets;
  const candles = !canBeResampled(options)
    ? null
    : await candleBootstrap({
        ...watch(2, 'made-up candles'),
        runs: CANDLE_RUNS,
        series: market!.series,
        tickSize: market!.instrument.tickSize,
        actualNet: result.costs.net,
        random: createRandom(run.setup.seed).split('candle bootstrap'),
        run: async (series, random) =>
          (await again({ series: () => series, byRule: true, ownSeriesOnly: true, random })).net,
      });
  return { ...cheap, costStress: stress, neighbourhood: around, candleBootstrap: candles };
}
