import {
  gridSampler,
  objectiveNamed,
  parameterSpace,
  randomSampler,
  SearchMethod,
  tpeSampler,
  type EarlyStopping,
  type Objective,
  type ParameterSpace,
  type Sampler,
  type SearchRange,
  type TimeRange,
} from '@pipwright/backtest';
import { createRandom } from '@pipwright/kernel';
import { candleCloseTime, type EpochMs } from '@pipwright/model';
import type { ParameterValue, StrategyDefinition } from '@pipwright/trading';
import type { TrialSetup } from './trial-setup.ts';

/** What is searched, and how. */
export interface SearchTask {
  readonly method: SearchMethod;
  /** Trials at most; by default 200, and for a grid all of it. */
  readonly trials?: number;
  /** Name of an objective; default `sharpe`. */
  readonly objective?: string;
  /** Fewer trades have no score; by default what the objective asks for. */
  readonly leastTrades?: number;
  /** Parameters that keep one value. */
  readonly fixed?: Readonly<Record<string, ParameterValue>>;
  /** Parts of the declared ranges. */
  readonly ranges?: Readonly<Record<string, SearchRange>>;
  /** Parameters to search; by default all that are not fixed. */
  readonly searched?: readonly string[];
  /** Default: none. */
  readonly stopping?: EarlyStopping;
  /** The search ends when so many trials in a row brought nothing better; default: never. */
  readonly patience?: number;
  /** Trials between two looks at what they brought; default 32. */
  readonly batch?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** A task with everything that has a default, and what it is carried out with. */
export interface PlannedSearch {
  readonly method: SearchMethod;
  readonly trials: number;
  readonly objective: Objective;
  readonly space: ParameterSpace;
  readonly range: TimeRange;
  /** Made anew for each run: it remembers what it proposed. */
  readonly sampler: () => Sampler;
  /** Plain data that says all of it. */
  readonly spec: Readonly<Record<string, unknown>>;
}

const TRIALS = 200;
const BATCH = 32;

/** From the first candle of all traded markets to the last close. */
export function wholeRange({ markets }: Pick<TrialSetup, 'markets'>): TimeRange {
  const opens = markets.map(({ series }) => series.candles.time[0]!);
  const closes = markets.map(({ series }) =>
    candleCloseTime(series.candles.time[series.candles.length - 1] as EpochMs, series.timeframe),
  );
  return { from: Math.min(...opens) as EpochMs, to: Math.max(...closes) as EpochMs };
}

/**
 * Checks a task and completes it. Throws `SEARCH_RANGE_INVALID`, `SEARCH_NOTHING`, `SEARCH_TOO_LARGE`, `SEARCH_SPACE_EMPTY`,
 * `SEARCH_SETTING` and `OBJECTIVE_UNKNOWN`.
 */
export function planSearch(task: SearchTask, definition: StrategyDefinition, range: TimeRange): PlannedSearch {
  const {
    method,
    fixed = {},
    ranges = {},
    searched,
    stopping = { kind: 'none' },
    patience,
    batch = BATCH,
    seed = 1,
  } = task;
  const space = parameterSpace({
    parameters: definition.parameters,
    constraint: (parameters) => definition.constraint?.(parameters) ?? true,
    fixed,
    ranges,
    ...(searched === undefined ? {} : { searched }),
  });
  const sampler = (): Sampler => {
    if (method === SearchMethod.Grid) return gridSampler(space);
    const random = createRandom(seed).split(`search ${method}`);
    return method === SearchMethod.Random ? randomSampler(space, random) : tpeSampler(space, random);
  };
  const trials = task.trials ?? (method === SearchMethod.Grid ? sampler().size : TRIALS);
  const objective = objectiveNamed(task.objective ?? 'sharpe', {
    trials,
    ...(task.leastTrades === undefined ? {} : { leastTrades: task.leastTrades }),
  });
  const spec = {
    method,
    trials,
    objective: objective.name,
    leastTrades: objective.leastTrades,
    fixed,
    ranges,
    searched: searched ?? null,
    stopping,
    patience: patience ?? null,
    batch,
    seed,
    range,
  };
  return { method, trials, objective, space, range, sampler, spec };
}
