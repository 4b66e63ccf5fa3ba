import { runnableStrategies } from '@pipwright/server';
import type { StrategyInfoMessage, StrategyParameterMessage } from '@pipwright/protocol';
import type { Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';

function range({ kind, min, max, values }: StrategyParameterMessage): string {
  if (kind === 'flag') return 'true or false';
  return kind === 'choice' ? values.join(', ') : `${min} to ${max}`;
}

function render(strategies: readonly StrategyInfoMessage[]): string {
  return strategies
    .map(({ id, description, model, parameters, problem }) => {
      if (problem !== null) return `${id}\n  cannot be used: ${problem}`;
      const width = Math.max(0, ...parameters.map(({ name }) => name.length));
      return [
        `${id}${model === 'none' ? '' : `  (reads a model: ${model})`}`,
        `  ${description}`,
        ...parameters.map(
          (one) => `    ${one.name.padEnd(width)}  ${String(one.default)}  [${range(one)}]  ${one.description}`,
        ),
      ].join('\n');
    })
    .join('\n\n');
}

export function registerStrategies(program: Command): void {
  const command = program
    .command('strategies')
    .description('List the strategies that ship and those in the folder strategies of the data folder.')
    .addHelpText('after', '\nExample:\n  pipwright strategies\n')
    .action(async () => {
      await runCommand(command, async ({ terminal, configuration }) => {
        const found = await runnableStrategies(configuration.strategyDirectory);
        const list = found.map(({ info, source }) => ({ ...info, source }));
        terminal.result(render(list), list);
        return ExitCode.Done;
      });
    });
}
