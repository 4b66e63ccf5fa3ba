import type { StrategyDefinition } from '@pipwright/trading';
import { columnarChoice } from './choose-engine.ts';
import { ColumnarTrials } from './columnar-trials.ts';
import { evaluateByEvents, runByEvents } from './event-engine.ts';
import type { TrialEngine, TrialSetup } from './trial-setup.ts';

/** Room that all threads together have for columns that parameter sets share. */
const CACHE_BYTES = 2 ** 30;

/** The engine of one thread of several: over columns where that is possible, trial by trial by events where it is not. */
export function trialEngine(setup: TrialSetup, definition: StrategyDefinition, threads: number): TrialEngine {
  const choice = columnarChoice(setup, definition);
  const columns =
    choice.settings === null ? null : new ColumnarTrials(choice.settings, definition, CACHE_BYTES / threads);
  return {
    async evaluate(parameters, range) {
      const evaluation = columns?.evaluate(parameters, range) ?? null;
      return evaluation ?? evaluateByEvents({ setup, definition, parameters, range });
    },
    run: (parameters, range, initialBalance, runId) =>
      runByEvents({ setup, definition, parameters, range, initialBalance, runId }),
  };
}
