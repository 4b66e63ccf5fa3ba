import { runnableStrategies } from '@pipwright/server';
import type { Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderStrategies } from '../render/strategies.ts';

const EXAMPLES = `
A file is a strategy where its default export is what defineStrategy returns.

Examples:
  pipwright strategies
  pipwright strategies --json
  pipwright backtest ema-cross --set fast=10 --set slow=20
`;

export function registerStrategies(program: Command): void {
  const command = program
    .command('strategies')
    .description('List the strategies that ship and those in the folder strategies of the data folder.')
    .addHelpText('after', EXAMPLES)
    .action(async () => {
      await runCommand(command, async ({ terminal, configuration }) => {
        const folder = configuration.strategyDirectory;
        const found = await runnableStrategies(folder);
        const list = found.map(({ info, source }) => ({ ...info, source }));
        terminal.result(renderStrategies(list, folder), list);
        return ExitCode.Done;
      });
    });
}
