import { loadStrategy } from '../strategies/load-strategy.ts';
import { serveTrials } from './serve-trials.ts';
import { trialEngine } from './trial-engine.ts';
import type { TrialSetup } from './trial-setup.ts';

await serveTrials(async (setup: TrialSetup) => trialEngine(setup, (await loadStrategy(setup.strategy)).definition));
