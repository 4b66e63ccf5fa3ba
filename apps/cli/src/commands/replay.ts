import { replayRun } from '@pipwright/server';
import { Argument, type Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';

export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('Fold the journal of a paper run again and check that the same orders follow, byte for byte.')
    .addArgument(new Argument('[run]', 'id of the paper run; by default the newest'))
    .addHelpText('after', '\nExample:\n  pipwright replay paper-0001\n')
    .action(async (run: string | undefined, _options: unknown, command: Command) => {
      await runCommand(command, async ({ terminal, configuration, stores }) => {
        const result = await replayRun({ configuration, stores, run });
        terminal.result(
          `${result.run}: ${result.records} records replayed, ${result.fills} fills, all outputs equal.\nDigest ${result.digest}`,
          result,
        );
        return ExitCode.Done;
      });
    });
}
