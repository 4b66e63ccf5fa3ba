import type { Timeframe } from '@pipwright/model';
import { describeFeature } from '@pipwright/server';
import { Argument, type Command } from 'commander';
import { timeframeOption } from '../../arguments.ts';
import { runCommand } from '../../command-context.ts';
import { ExitCode } from '../../exit-code.ts';
import { renderFeatureDescription } from '../../render/feature-description.ts';

export function registerFeatureDescribe(features: Command): void {
  features
    .command('describe')
    .description('Tell everything about one feature: formula, source, what it reads, from when on it may be used.')
    .addArgument(new Argument('<name>', 'a name of `pipwright features list`'))
    .addOption(timeframeOption())
    .addHelpText('after', '\nExample:\n  pipwright features describe h4_rsi_14\n')
    .action(async (name: string, { timeframe }: { readonly timeframe: Timeframe }, command: Command) => {
      await runCommand(command, ({ terminal }) => {
        const description = describeFeature(name, timeframe);
        terminal.result(renderFeatureDescription(description, timeframe), description);
        return Promise.resolve(ExitCode.Done);
      });
    });
}
