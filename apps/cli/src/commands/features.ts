import type { Command } from 'commander';
import { registerFeatureBuild } from './features/build.ts';
import { registerFeatureCheck } from './features/check.ts';
import { registerFeatureDescribe } from './features/describe.ts';
import { registerFeatureList } from './features/list.ts';
import { registerFeatureShow } from './features/show.ts';

/** `pipwright features`: what the platform sees of the market, candle by candle. */
export function registerFeatures(program: Command): void {
  const features = program
    .command('features')
    .description('What the platform sees of the market: list, describe, build, check and show its features.')
    .addHelpText('after', '\nExample:\n  pipwright features list --group momentum\n');
  registerFeatureList(features);
  registerFeatureDescribe(features);
  registerFeatureBuild(features);
  registerFeatureCheck(features);
  registerFeatureShow(features);
}
