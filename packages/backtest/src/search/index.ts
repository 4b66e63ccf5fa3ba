export type { SearchRange } from './dimension.ts';
export type { EarlyStopping } from './early-stopping.ts';
export { gridSampler, gridSize } from './grid-sampler.ts';
export { OBJECTIVE_NAMES, objectiveNamed, type Objective, type ObjectiveOptions } from './objectives.ts';
export { parameterSpace, type ParameterSpace, type ParameterSpaceOptions } from './parameter-space.ts';
export { randomSampler } from './random-sampler.ts';
export {
  checkStopped,
  runSearch,
  SearchEnd,
  type SearchOptions,
  type SearchOutcome,
  type SearchProgress,
} from './run-search.ts';
export { SearchMethod, type Sampler } from './sampler.ts';
export { bestTrials, searchSection, type SearchSection } from './search-section.ts';
export { stitchResults } from './stitch-results.ts';
export { tpeSampler } from './tpe-sampler.ts';
export {
  outcomeOf,
  TrialState,
  type Evaluate,
  type SearchTrial,
  type TimeRange,
  type TrialEvaluation,
  type TrialOutcome,
} from './trial.ts';
export {
  addLength,
  walkForwardWindows,
  WalkForwardMode,
  type CalendarLength,
  type WalkForwardWindow,
  type WindowOptions,
} from './walk-forward-windows.ts';
export {
  runWalkForward,
  walkForwardSection,
  type WalkForwardFold,
  type WalkForwardOptions,
  type WalkForwardOutcome,
  type WalkForwardSection,
} from './walk-forward.ts';
