import { Command } from 'commander';
import { registerBacktest } from './commands/backtest.ts';
import { registerData } from './commands/data.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDownload } from './commands/download.ts';
import { registerImport } from './commands/import.ts';
import { registerReplay } from './commands/replay.ts';
import { registerReport } from './commands/report.ts';
import { registerRuns } from './commands/runs.ts';
import { registerServe } from './commands/serve.ts';
import { registerTrain } from './commands/train.ts';
import { ExitCode } from './exit-code.ts';

/** The `pipwright` command with all its subcommands. */
export function createProgram(version: string): Command {
  const program = new Command('pipwright')
    .description('Market data to an order: import, train, backtest, report, paper trading.')
    .version(version)
    .option('--json', 'one JSON value on standard output, nothing else')
    .option('--home <folder>', 'folder of all data (PIPWRIGHT_HOME)')
    .showHelpAfterError('Run with --help to see what it takes.')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done with findings, 130 interrupted.\n`);
  registerServe(program);
  registerImport(program);
  registerDownload(program);
  registerData(program);
  registerTrain(program);
  registerBacktest(program);
  registerReport(program);
  registerRuns(program);
  registerReplay(program);
  registerDoctor(program);
  exitWithUsageCode(program);
  return program;
}

/** Commander leaves with 1 on a wrong command line; scripts want to tell that from a failure. */
function exitWithUsageCode(command: Command): void {
  command.exitOverride((error) => {
    process.exit(error.exitCode === 0 ? ExitCode.Done : ExitCode.Usage);
  });
  for (const child of command.commands) exitWithUsageCode(child);
}
