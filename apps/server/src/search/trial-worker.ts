import { loadStrategy } from '../strategies/load-strategy.ts';
import { serveTrials } from './serve-trials.ts';
import { trialEngine } from './trial-engine.ts';
import type { ThreadData } from './trial-setup.ts';

await serveTrials(async ({ setup, threads }: ThreadData) => {
  const { definition } = await loadStrategy(setup.strategy);
  return trialEngine(setup, definition, threads);
});
