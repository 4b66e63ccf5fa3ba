import { setImmediate as nextTurn } from 'node:timers/promises';
import { runBacktest, type BacktestResult, type RunMarket, type TradingCosts } from '@pipwright/backtest';
import { createRandom, type Random } from '@pipwright/kernel';
import type { CandleSeries } from '@pipwright/model';
import { columnPredictor, ratesOf, strategyOf, type ParameterValue } from '@pipwright/trading';
import { sizingOf } from '../search/event-engine.ts';
import type { Stores } from '../stores.ts';
import type { PreparedRun } from './prepare-run.ts';

/** What of a run is done otherwise, to see what rests on it. */
export interface RunVariant {
  readonly costs?: TradingCosts;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Other candles. The prices inside them are then known by smaller candles that are changed alike, or by the path rule. */
  readonly series?: (series: CandleSeries) => CandleSeries;
  /** Leaves smaller candles and ticks out. */
  readonly byRule?: boolean;
  /** Leaves other series of the traded symbols out: the session makes them from the traded candles. */
  readonly ownSeriesOnly?: boolean;
  readonly random?: Random;
}

export interface RunProgress {
  readonly onProgress?: (doneFraction: number) => void;
  readonly signal?: AbortSignal;
}

function marketsOf(run: PreparedRun, variant: RunVariant): RunMarket[] {
  const strategy =
    variant.parameters === undefined ? run.strategy : strategyOf(run.request.strategy.definition, variant.parameters);
  const change = variant.series ?? ((series: CandleSeries) => series);
  return run.markets.map((market, index) => {
    const { instrument, first = 0, smaller, ticks, reference } = market;
    const columns = run.models[index]?.unseen.columns;
    const isFine = variant.byRule !== true;
    const others =
      variant.ownSeriesOnly === true ? reference?.filter(({ symbol }) => symbol !== instrument.symbol) : reference;
    return {
      instrument,
      series: change(market.series),
      first,
      ...(isFine && smaller !== undefined ? { smaller: change(smaller) } : {}),
      // Ticks cannot be changed as candles are.
      ...(isFine && ticks !== undefined && variant.series === undefined ? { ticks } : {}),
      ...(others === undefined || others.length === 0 ? {} : { reference: others }),
      // Made anew: it remembers where it read last.
      predictor: columns === undefined ? null : columnPredictor(columns),
      strategy,
    };
  });
}

/** Carries a prepared run out, as it is or with something done otherwise. Throws what the strategy and the engine throw. */
export async function carryOut(
  stores: Stores,
  run: PreparedRun,
  runId: string,
  options: RunProgress & { readonly variant?: RunVariant } = {},
): Promise<BacktestResult> {
  const { variant = {}, onProgress, signal } = options;
  const { setup } = run;
  const sizing = sizingOf(setup.sizing);
  const [first] = run.markets;
  const work = (): Promise<BacktestResult> =>
    runBacktest({
      runId,
      markets: marketsOf(run, variant),
      limits: setup.limits,
      costs: variant.costs ?? setup.costs,
      account: setup.account,
      pathRule: setup.pathRule,
      random: variant.random ?? createRandom(setup.seed).split(`venue ${first!.instrument.symbol}`),
      ...(sizing === undefined ? {} : { sizing }),
      ...(setup.rates === null ? {} : { rates: ratesOf(setup.rates) }),
      // Without a pause no signal of the operating system and no cancelling arrives before the end.
      ...(signal === undefined ? {} : { signal, pause: () => nextTurn() }),
      ...(onProgress === undefined ? {} : { onProgress: (done, total) => onProgress(done / total) }),
    });
  // Ticks are read day by day while it runs: the store stays open for it.
  return run.markets.some(({ ticks }) => ticks !== undefined) ? stores.candles(work) : work();
}
