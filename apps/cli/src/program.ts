import { Command } from 'commander';
import { ExitCode } from './exit-code.ts';

type Register = (program: Command) => void;

/** Each command with what loads it, in the order of the help: a command does not wait for the code of the others. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  serve: async () => (await import('./commands/serve.ts')).registerServe,
  import: async () => (await import('./commands/import.ts')).registerImport,
  download: async () => (await import('./commands/download.ts')).registerDownload,
  data: async () => (await import('./commands/data.ts')).registerData,
  facts: async () => (await import('./commands/facts.ts')).registerFacts,
  costs: async () => (await import('./commands/costs.ts')).registerCosts,
  features: async () => (await import('./commands/features.ts')).registerFeatures,
  lookahead: async () => (await import('./commands/lookahead.ts')).registerLookahead,
  train: async () => (await import('./commands/train.ts')).registerTrain,
  backtest: async () => (await import('./commands/backtest.ts')).registerBacktest,
  search: async () => (await import('./commands/search.ts')).registerSearch,
  'walk-forward': async () => (await import('./commands/walk-forward.ts')).registerWalkForward,
  strategies: async () => (await import('./commands/strategies.ts')).registerStrategies,
  report: async () => (await import('./commands/report.ts')).registerReport,
  compare: async () => (await import('./commands/compare.ts')).registerCompare,
  export: async () => (await import('./commands/export.ts')).registerExport,
  runs: async () => (await import('./commands/runs.ts')).registerRuns,
  replay: async () => (await import('./commands/replay.ts')).registerReplay,
  doctor: async () => (await import('./commands/doctor.ts')).registerDoctor,
};

/** The command that a command line asks for, if it is one of ours. */
function wantedCommand(words: readonly string[]): string | undefined {
  return words.find((word, index) => !word.startsWith('-') && words[index - 1] !== '--home');
}

/** Commander leaves with 1 on a wrong command line; scripts want to tell that from a failure. */
function exitWithUsageCode(command: Command): void {
  command.exitOverride((error) => {
    process.exit(error.exitCode === 0 ? ExitCode.Done : ExitCode.Usage);
  });
  for (const child of command.commands) exitWithUsageCode(child);
}

/** The `pipwright` command, with the subcommand that `words` ask for, or with all of them where they ask for none. */
export async function createProgram(version: string, words: readonly string[]): Promise<Command> {
  const program = new Command('pipwright')
    .description('Market data to an order: import, train, backtest, report, paper trading.')
    .version(version)
    .option('--json', 'one JSON value on standard output, nothing else')
    .option('--home <folder>', 'folder of all data (PIPWRIGHT_HOME)')
    .showHelpAfterError('Run with --help to see what it takes.')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done with findings, 130 interrupted.\n`);
  const wanted = wantedCommand(words);
  const loads = Object.entries(COMMANDS).filter(
    ([name]) => wanted === undefined || !Object.hasOwn(COMMANDS, wanted) || name === wanted,
  );
  for (const [, load] of loads) (await load())(program);
  exitWithUsageCode(program);
  return program;
}
