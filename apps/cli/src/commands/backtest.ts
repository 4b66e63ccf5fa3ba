import { backtestModel } from '@pipwright/server';
import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import { Argument, Option, type Command } from 'commander';
import { numberBetween, parseSymbol, parseTime, timeframeOption, wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderBacktest } from '../render/backtest.ts';

interface BacktestCommandOptions {
  readonly timeframe: Timeframe;
  readonly model?: string;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly balance?: number;
  readonly currency?: string;
  readonly threshold?: number;
  readonly risk?: number;
  readonly commission?: number;
  readonly seed?: number;
}

/** Members that are not undefined. */
function given<Values extends object>(values: Values): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}

export function registerBacktest(program: Command): void {
  program
    .command('backtest')
    .description('Trade a model over the candles that it had not seen, with costs, and judge the result.')
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(new Option('--model <id>', 'by default the newest of the series'))
    .addOption(new Option('--from <date>', 'first day, UTC').argParser(parseTime))
    .addOption(new Option('--to <date>', 'end, UTC').argParser(parseTime))
    .addOption(new Option('--balance <money>', 'initial balance; default 10000').argParser(numberBetween(1, 1e9)))
    .addOption(
      new Option('--currency <code>', 'of the account; default USD where the symbol has it, else its quote currency'),
    )
    .addOption(
      new Option('--threshold <probability>', 'trade a direction from this probability on; default 0.53').argParser(
        numberBetween(0.5, 0.99),
      ),
    )
    .addOption(
      new Option('--risk <fraction>', 'fraction of the equity lost at a stop; default 0.005').argParser(
        numberBetween(0.0001, 0.2),
      ),
    )
    .addOption(new Option('--commission <money>', 'per lot and side; default 3.5').argParser(numberBetween(0, 1000)))
    .addOption(new Option('--seed <number>', 'seed of everything random').argParser(wholeBetween(0, 2 ** 31)))
    .addHelpText('after', '\nExample:\n  pipwright backtest EURUSD --timeframe H1 --threshold 0.55\n')
    .action(async (instrument: Instrument, options: BacktestCommandOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Backtest');
        try {
          const { timeframe, model, from, to, balance, currency, threshold, risk, commission, seed } = options;
          const summary = await backtestModel({
            stores,
            instrument,
            timeframe,
            ...given({ modelId: model, from, to }),
            choices: given({
              balance,
              currency,
              threshold,
              riskPerTrade: risk,
              commissionPerLotPerSide: commission,
              seed,
            }),
            signal,
            onProgress: (done, step) => progress.update(done, step),
          });
          progress.stop();
          terminal.result(renderBacktest(summary), summary);
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
