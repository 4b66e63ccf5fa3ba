import type { MinorUnits } from '@pipwright/model';
import type { ParameterValue, ParameterValues } from '@pipwright/trading';
import { parameterSurface, type ParameterSurface } from './parameter-surface.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { SearchOutcome } from './run-search.ts';
import type { SearchMethod } from './sampler.ts';
import { TrialState, type SearchTrial } from './trial.ts';

export interface NamedValue {
  readonly name: string;
  readonly value: ParameterValue;
}

/** What a report shows of a search. */
export interface SearchSection {
  readonly method: SearchMethod;
  readonly objective: string;
  readonly trials: number;
  readonly stoppedEarly: number;
  /** Best first, at most 100. */
  readonly best: readonly {
    readonly parameters: readonly NamedValue[];
    readonly score: number | null;
    readonly net: MinorUnits;
    readonly trades: number;
  }[];
  readonly surface: ParameterSurface | null;
}

const BEST_MAX = 100;

export function namedValues(parameters: ParameterValues): readonly NamedValue[] {
  return Object.entries(parameters).map(([name, value]) => ({ name, value }));
}

/** Trials that saw the whole range and have a score, best first; equals by age. */
export function bestTrials(trials: readonly SearchTrial[], count: number): readonly SearchTrial[] {
  return trials
    .filter(({ state, score }) => state === TrialState.Done && score !== null)
    .toSorted((a, b) => b.score! - a.score!)
    .slice(0, count);
}

export interface SearchSectionOptions {
  readonly method: SearchMethod;
  readonly objective: string;
  readonly space: ParameterSpace;
  readonly outcome: SearchOutcome;
}

export function searchSection({ method, objective, space, outcome }: SearchSectionOptions): SearchSection {
  const { trials, stoppedEarly } = outcome;
  return {
    method,
    objective,
    trials: trials.length,
    stoppedEarly,
    best: bestTrials(trials, BEST_MAX).map((trial) => ({
      parameters: namedValues(trial.parameters),
      score: trial.score,
      net: trial.net,
      trades: trial.trades,
    })),
    surface: parameterSurface({ dimensions: space.dimensions, trials }),
  };
}
