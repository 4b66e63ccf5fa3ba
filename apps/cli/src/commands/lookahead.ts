import { checkStoredLookAhead } from '@pipwright/server';
import type { Instrument, Timeframe } from '@pipwright/model';
import { Argument, Option, type Command } from 'commander';
import { parseSymbol, timeframeOption, wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';

interface LookAheadOptions {
  readonly timeframe: Timeframe;
  readonly cuts: number;
  readonly seed: number;
}

export function registerLookahead(program: Command): void {
  program
    .command('lookahead')
    .description('Check on stored candles that no feature and no label uses what was not known yet.')
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(
      new Option('--cuts <count>', 'random places at which the future is cut off')
        .argParser(wholeBetween(1, 1000))
        .default(10),
    )
    .addOption(new Option('--seed <number>', 'seed of the places').argParser(wholeBetween(0, 2 ** 31)).default(1))
    .addHelpText('after', '\nExample:\n  pipwright lookahead EURUSD --timeframe H1 --cuts 20\n')
    .action(async (instrument: Instrument, options: LookAheadOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const { timeframe, cuts, seed } = options;
        const summary = await checkStoredLookAhead({ stores, instrument, timeframe, cuts, seed });
        const { candles, features, labels, compared, leaks } = summary;
        const scope = `${features} features and ${labels} labels of ${instrument.symbol} ${timeframe}, ${candles.toLocaleString('en-US')} candles, ${cuts} cuts, ${compared.toLocaleString('en-US')} values compared`;
        const found = leaks.map(
          ({ feature, kind, row, rows, whole, changed }) =>
            `  ${feature}: ${rows} values changed when the future was ${kind}, first in row ${row}: ${whole} became ${changed}`,
        );
        const close =
          leaks.length === 0
            ? 'Nothing looks ahead.'
            : 'These look ahead; no model or backtest that uses them can be believed:';
        terminal.result([scope, close, ...found].join('\n'), summary);
        return leaks.length === 0 ? ExitCode.Done : ExitCode.Findings;
      });
    });
}
