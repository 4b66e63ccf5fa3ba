import { exportRun, newestBacktest } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { given } from '../given.ts';

interface ExportOptions {
  readonly trades?: string;
  readonly equity?: string;
}

export function registerExport(program: Command): void {
  program
    .command('export')
    .description('Write the trades and the equity of a backtest as CSV or Parquet, by the extension of the file.')
    .addArgument(new Argument('[run]', 'id of the backtest; by default the newest'))
    .addOption(new Option('--trades <file>', 'one row for each closed trade; .csv or .parquet'))
    .addOption(new Option('--equity <file>', 'balance and equity at each candle; .csv or .parquet'))
    .addHelpText('after', '\nExample:\n  pipwright export --trades trades.csv --equity equity.parquet\n')
    .action(async (run: string | undefined, options: ExportOptions, command: Command) => {
      const { trades, equity } = options;
      if (trades === undefined && equity === undefined) {
        command.error('error: name a file with --trades, --equity or both');
      }
      await runCommand(command, async ({ terminal, stores }) => {
        const runId = run ?? (await newestBacktest(stores));
        const files = await exportRun({ stores, runId, ...given({ trades, equity }) });
        const lines = files.map(({ what, file, rows }) => `${rows.toLocaleString('en-US')} rows of ${what}: ${file}`);
        terminal.result(lines.join('\n'), { run: runId, files });
        return ExitCode.Done;
      });
    });
}
