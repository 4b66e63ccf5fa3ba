import { walkForwardRun, type WalkForwardCut } from '@pipwright/server';
import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { numberBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { given } from '../given.ts';
import { renderWalkForward } from '../render/search.ts';
import { addSearchOptions, searchChoices, type SearchOptions } from '../search-options.ts';
import { addStrategyOptions, runRequest, type StrategyOptions } from '../strategy-options.ts';

type Length = WalkForwardCut['train'];

interface WalkForwardOptions extends StrategyOptions, SearchOptions {
  readonly mode: WalkForwardCut['mode'];
  readonly train: Length;
  readonly test: Length;
  readonly step?: Length;
  readonly purge: number;
  readonly embargo: number;
}

const UNITS: Readonly<Record<string, Length['unit']>> = { d: 'day', w: 'week', m: 'month', y: 'year' };
const HOUR_MS = 3_600_000;
const HOURS_MAX = 24 * 366;

function parseLength(text: string): Length {
  const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(text) ?? [];
  if (unit === undefined || Number(count) < 1) throw new InvalidArgumentError('Write it as 90d, 26w, 6m or 2y.');
  return { count: Number(count), unit: UNITS[unit]! };
}

const EXAMPLES = `
Each part is searched, and what was best there trades the part that follows it, which the search has not seen.

Examples:
  pipwright walk-forward ema-cross --symbol EURUSD --timeframe H1 --train 3y --test 6m --trials 100
  pipwright walk-forward breakout --symbol XAUUSD --mode anchored --train 4y --test 1y --method random
`;

export function registerWalkForward(program: Command): void {
  const command = program
    .command('walk-forward')
    .description('Choose parameters on one part of the candles and trade them on the next, again and again.')
    .addArgument(new Argument('<strategy>', 'a file, or the name of a strategy that ships'));
  addSearchOptions(addStrategyOptions(command))
    .addOption(
      new Option('--mode <mode>', 'trainings of one length, or all from the start')
        .choices(['rolling', 'anchored'])
        .default('rolling'),
    )
    .addOption(
      new Option('--train <length>', 'of a training').argParser(parseLength).default({ count: 2, unit: 'year' }, '2y'),
    )
    .addOption(
      new Option('--test <length>', 'of a test').argParser(parseLength).default({ count: 6, unit: 'month' }, '6m'),
    )
    .addOption(
      new Option('--step <length>', 'from one test to the next; default the length of a test').argParser(parseLength),
    )
    .addOption(
      new Option('--purge <hours>', 'left out between training and test: the longest holding')
        .argParser(numberBetween(0, HOURS_MAX))
        .default(24),
    )
    .addOption(new Option('--embargo <hours>', 'left out besides').argParser(numberBetween(0, HOURS_MAX)).default(0))
    .addHelpText('after', EXAMPLES)
    .action(async (strategy: string, options: WalkForwardOptions) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Walk-forward');
        const { mode, train, test, step, purge, embargo } = options;
        try {
          const summary = await walkForwardRun({
            ...(await runRequest(strategy, options)),
            stores,
            signal,
            search: searchChoices(options),
            cut: { mode, train, test, purgeMs: purge * HOUR_MS, embargoMs: embargo * HOUR_MS, ...given({ step }) },
            ...given({ threads: options.threads }),
            onProgress: (done, text) => progress.update(done, text),
          });
          progress.stop();
          terminal.result(renderWalkForward(summary), summary);
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
