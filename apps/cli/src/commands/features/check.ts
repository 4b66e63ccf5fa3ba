import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import { checkStoredFeatures } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { numberBetween, parseSymbol, parseTime, timeframeOption, wholeBetween } from '../../arguments.ts';
import { runCommand } from '../../command-context.ts';
import { ExitCode } from '../../exit-code.ts';
import { renderFeatureCheck } from '../../render/feature-check.ts';

interface CheckOptions {
  readonly timeframe: Timeframe;
  readonly cuts: number;
  readonly seed: number;
  readonly driftFrom?: EpochMs;
  readonly driftSplit?: EpochMs;
  readonly driftMax?: number;
}

const NOTES = `
Examples:
  pipwright features check EURUSD
  pipwright features check EURUSD --drift-from 2015-01-01 --drift-split 2018-01-01 --drift-max 1

It looks for values that use the future, for stored rows that a fresh stream does not give (build them first), for columns
that are missing, infinite, constant or equal, and for distributions that have drifted from one span to the next.
`;

export function registerFeatureCheck(features: Command): void {
  features
    .command('check')
    .description('Check the features of stored candles: look-ahead, stored rows, coverage, redundancy, drift.')
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(
      new Option('--cuts <count>', 'random places at which the future is cut off')
        .argParser(wholeBetween(1, 1000))
        .default(10),
    )
    .addOption(new Option('--seed <number>', 'seed of places and spans').argParser(wholeBetween(0, 2 ** 31)).default(1))
    .addOption(new Option('--drift-from <time>', 'begin of the earlier span; by default all').argParser(parseTime))
    .addOption(
      new Option('--drift-split <time>', 'begin of the later span; by default the middle').argParser(parseTime),
    )
    .addOption(
      new Option('--drift-max <index>', 'a greater population stability index is a finding').argParser(
        numberBetween(0, 1000),
      ),
    )
    .addHelpText('after', NOTES)
    .action(async (instrument: Instrument, options: CheckOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Checking');
        try {
          const onProgress = (done: number, step: string): void => progress.update(done, step);
          const check = await checkStoredFeatures({ ...options, stores, instrument, signal, onProgress });
          progress.stop();
          terminal.result(renderFeatureCheck(check), check);
          return check.findings.length === 0 ? ExitCode.Done : ExitCode.Findings;
        } finally {
          progress.stop();
        }
      });
    });
}
