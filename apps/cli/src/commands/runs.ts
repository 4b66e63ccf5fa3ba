import { isoTime } from '@pipwright/model';
import { Option, type Command } from 'commander';
import { wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderTable } from '../render/table.ts';

function verdictOf(result: Readonly<Record<string, unknown>>): string {
  const verdict = result['verdict'];
  return typeof verdict === 'string' ? verdict : '';
}

export function registerRuns(program: Command): void {
  program
    .command('runs')
    .description('List trainings, backtests and paper runs, newest first.')
    .addOption(new Option('--limit <count>', 'how many').argParser(wholeBetween(1, 1000)).default(20))
    .addHelpText('after', '\nExample:\n  pipwright runs --limit 5 --json\n')
    .action(async (options: { limit: number }, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const ledger = await stores.ledger();
        const runs = await ledger.listRuns({ limit: options.limit });
        const rows = runs.map((run) => [
          run.id,
          run.kind,
          run.symbol,
          run.timeframe,
          isoTime(run.startedAt).slice(0, 19),
          run.result === null ? 'not finished' : verdictOf(run.result),
        ]);
        const table = renderTable(['run', 'kind', 'symbol', 'timeframe', 'started (UTC)', 'verdict'], rows);
        terminal.result(runs.length === 0 ? 'Nothing was run yet. Begin with `pipwright train EURUSD`.' : table, runs);
        return ExitCode.Done;
      });
    });
}
