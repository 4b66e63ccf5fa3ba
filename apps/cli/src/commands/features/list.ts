import type { Timeframe } from '@pipwright/model';
import { featureGroups, featureNeeds, listFeatures } from '@pipwright/server';
import { Option, type Command } from 'commander';
import { timeframeOption } from '../../arguments.ts';
import { runCommand } from '../../command-context.ts';
import { ExitCode } from '../../exit-code.ts';
import { renderFeatureList } from '../../render/feature-list.ts';

type Group = ReturnType<typeof featureGroups>[number];
type Need = ReturnType<typeof featureNeeds>[number];

interface ListOptions {
  readonly timeframe: Timeframe;
  readonly group?: Group;
  readonly needs?: Need;
}

export function registerFeatureList(features: Command): void {
  features
    .command('list')
    .description('List the features over a timeframe, with unit, lookback, what they need, and formula.')
    .addOption(timeframeOption())
    .addOption(new Option('--group <group>', 'those of one group').choices(featureGroups()))
    .addOption(new Option('--needs <source>', 'those that are computed from a source').choices(featureNeeds()))
    .addHelpText('after', '\nExample:\n  pipwright features list --timeframe H1 --needs calendar\n')
    .action(async ({ timeframe, group, needs }: ListOptions, command: Command) => {
      await runCommand(command, ({ terminal }) => {
        const list = listFeatures({ timeframe, group, needs });
        terminal.result(renderFeatureList(list), list);
        return Promise.resolve(ExitCode.Done);
      });
    });
}
