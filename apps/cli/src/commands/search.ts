import { searchRun } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { given } from '../given.ts';
import { renderSearch } from '../render/search.ts';
import { addSearchOptions, searchChoices, type SearchOptions } from '../search-options.ts';
import { addStrategyOptions, runRequest, type StrategyOptions } from '../strategy-options.ts';

interface SearchCommandOptions extends StrategyOptions, SearchOptions {
  readonly robustness?: boolean;
}

const EXAMPLES = `
Every trial is kept and counted. Stopped or killed, the same command goes on where it was.

Examples:
  pipwright search ema-cross --symbol EURUSD --timeframe H1 --trials 300
  pipwright search ./my-strategy.ts --symbol XAUUSD --method grid --range fast=5:50:5 --range slow=20:200:20
`;

export function registerSearch(program: Command): void {
  const command = program
    .command('search')
    .description('Search the parameters of a strategy, and ask how far the best of them is luck.')
    .addArgument(new Argument('<strategy>', 'a file, or the name of a strategy that ships'));
  addSearchOptions(addStrategyOptions(command))
    .addOption(
      new Option('--robustness', 'run the best again at other costs, with other parameters and on made-up candles'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (strategy: string, options: SearchCommandOptions) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Search');
        try {
          const summary = await searchRun({
            ...(await runRequest(strategy, options)),
            stores,
            signal,
            search: searchChoices(options),
            thorough: options.robustness === true,
            ...given({ threads: options.threads }),
            onProgress: (done, step) => progress.update(done, step),
          });
          progress.stop();
          terminal.result(renderSearch(summary), summary);
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
