import { runDoctor } from '@pipwright/server';
import type { Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';

const MARKS = { ok: '  ok  ', warning: ' note ', failure: ' FAIL ' } as const;

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check the machine, versions, stores, data and ports, and say what to do.')
    .addHelpText('after', '\nExample:\n  pipwright doctor --json\n')
    .action(async (_options: unknown, command: Command) => {
      await runCommand(command, async ({ terminal, configuration, stores }) => {
        const checks = await runDoctor(configuration, stores);
        const lines = checks.map(({ status, name, finding, action }) => {
          const advice = action === null ? '' : `\n       ${action}`;
          return `[${MARKS[status]}] ${name}: ${finding}${advice}`;
        });
        const failures = checks.filter(({ status }) => status === 'failure').length;
        const close = failures === 0 ? 'Everything that the platform needs is there.' : `${failures} to mend.`;
        terminal.result([...lines, close].join('\n'), checks);
        return failures === 0 ? ExitCode.Done : ExitCode.Findings;
      });
    });
}
