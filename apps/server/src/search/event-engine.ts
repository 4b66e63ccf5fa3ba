import {
  outcomeOf,
  runBacktest,
  type BacktestResult,
  type RunMarket,
  type TimeRange,
  type TrialEvaluation,
} from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import {
  ErrorCategory,
  lowerBound,
  PipwrightError,
  sliceCandles,
  type CandleSeries,
  type MinorUnits,
} from '@pipwright/model';
import {
  columnPredictor,
  fixedVolume,
  ratesOf,
  riskSizing,
  strategyOf,
  type ParameterValues,
  type Sizing,
  type Strategy,
  type StrategyDefinition,
} from '@pipwright/trading';
import { errors } from '../errors.ts';
import type { SizingChoice, TrialMarket, TrialSetup } from './trial-setup.ts';

/** The sizing that a choice names; undefined leaves it to the strategy. */
export function sizingOf(choice: SizingChoice): Sizing | undefined {
  if (choice.kind === 'strategy') return undefined;
  return choice.kind === 'fixed' ? fixedVolume(choice.volume) : riskSizing(choice);
}

/** Candles before `to`, as views. */
function until(series: CandleSeries, to: number): CandleSeries {
  return { ...series, candles: sliceCandles(series.candles, 0, lowerBound(series.candles.time, to)) };
}

/** Candles of a range; those of other series that are only read reach back before it. */
function inside(series: CandleSeries, { from, to }: TimeRange): CandleSeries {
  const { candles } = series;
  return { ...series, candles: sliceCandles(candles, lowerBound(candles.time, from), lowerBound(candles.time, to)) };
}

function marketOf(market: TrialMarket, strategy: Strategy, range: TimeRange): RunMarket {
  const { instrument, smaller, reference, predictions } = market;
  const series = until(market.series, range.to);
  return {
    instrument,
    series,
    first: lowerBound(series.candles.time, range.from),
    strategy,
    // Made anew: it remembers where it read last.
    predictor: predictions === undefined ? null : columnPredictor(predictions),
    ...(smaller === undefined ? {} : { smaller: inside(smaller, range) }),
    ...(reference === undefined ? {} : { reference: reference.map((one) => until(one, range.to)) }),
  };
}

export interface EventRunOptions {
  readonly setup: TrialSetup;
  readonly definition: StrategyDefinition;
  readonly parameters: ParameterValues;
  readonly range: TimeRange;
  readonly initialBalance?: MinorUnits;
  /** Starts the ids of orders and trades; default `trial`. */
  readonly runId?: string;
}

/** Runs parameters by the event engine over a range. Throws what the strategy and the backtest throw. */
export async function runByEvents(options: EventRunOptions): Promise<BacktestResult> {
  const { setup, definition, parameters, range, initialBalance, runId = 'trial' } = options;
  const { limits, costs, account, pathRule, seed, rates } = setup;
  const strategy = strategyOf(definition, parameters);
  const markets = setup.markets
    .map((market) => marketOf(market, strategy, range))
    .filter(({ series, first = 0 }) => first < series.candles.length);
  const sizing = sizingOf(setup.sizing);
  const [first] = setup.markets as readonly [TrialMarket];
  const terms = {
    runId,
    limits,
    costs,
    account: { ...account, ...(initialBalance === undefined ? {} : { initialBalance }) },
    random: createRandom(seed).split(`venue ${first.instrument.symbol}`),
    pathRule,
    ...(sizing === undefined ? {} : { sizing }),
    // Made anew as well.
    ...(rates === null ? {} : { rates: ratesOf(rates) }),
  };
  const [only, ...others] = markets;
  if (only === undefined) throw errors.NO_CANDLES({ symbol: first.series.symbol, timeframe: first.series.timeframe });
  return runBacktest(others.length === 0 ? { ...terms, ...only } : { ...terms, markets });
}

/** What is wrong with a set of parameters, or with the strategy, is a finding; what is wrong with the machine is none. */
export function failureOf(error: unknown): TrialEvaluation {
  if (error instanceof PipwrightError && error.category === ErrorCategory.System) throw error;
  return { ok: false, reason: error instanceof Error ? error.message : String(error) };
}

/** Evaluates parameters by the event engine. */
export async function evaluateByEvents(options: EventRunOptions): Promise<TrialEvaluation> {
  try {
    return { ok: true, outcome: outcomeOf(await runByEvents(options)) };
  } catch (error) {
    return failureOf(error);
  }
}
