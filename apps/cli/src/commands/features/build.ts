import { availableParallelism } from 'node:os';
import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import { buildStoredFeatures } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { parseSymbol, parseTime, timeframeOption, wholeBetween } from '../../arguments.ts';
import { runCommand } from '../../command-context.ts';
import { ExitCode } from '../../exit-code.ts';
import { renderFeatureBuild } from '../../render/feature-build.ts';

interface BuildOptions {
  readonly timeframe: Timeframe;
  readonly threads: 0 | 1 | 2;
  readonly until?: EpochMs;
}

export function registerFeatureBuild(features: Command): void {
  features
    .command('build')
    .description('Bring the stored features of a series up to date with its candles and facts.')
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(
      new Option('--threads <count>', 'threads that compute; 0 computes in the main one. The results are the same')
        .argParser(wholeBetween(0, 2))
        .default(Math.min(2, availableParallelism())),
    )
    .addOption(new Option('--until <time>', 'leave candles from this time on for later').argParser(parseTime))
    .addHelpText('after', '\nExample:\n  pipwright features build EURUSD --timeframe H1\n')
    .action(async (instrument: Instrument, options: BuildOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Features');
        try {
          const summary = await buildStoredFeatures({
            ...options,
            stores,
            instrument,
            signal,
            onProgress: (done, step) => progress.update(done, step),
          });
          progress.stop();
          terminal.result(renderFeatureBuild(summary), summary);
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
