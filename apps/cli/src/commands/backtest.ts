import { backtestModel } from '@pipwright/server';
import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import { Argument, Option, type Command } from 'commander';
import { parseSymbol, parseTime, timeframeOption } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderBacktest } from '../render/backtest.ts';
import { given } from '../given.ts';
import { addTradingOptions, tradingChoices, type TradingOptions } from '../trading-options.ts';

interface BacktestCommandOptions extends TradingOptions {
  readonly timeframe: Timeframe;
  readonly model?: string;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}

export function registerBacktest(program: Command): void {
  const command = program
    .command('backtest')
    .description('Trade a model over the candles that it had not seen, with costs, and judge the result.')
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(new Option('--model <id>', 'by default the newest of the series'))
    .addOption(new Option('--from <date>', 'first day, UTC').argParser(parseTime))
    .addOption(new Option('--to <date>', 'end, UTC').argParser(parseTime));
  addTradingOptions(command)
    .addHelpText('after', '\nExample:\n  pipwright backtest EURUSD --timeframe H1 --threshold 0.55\n')
    .action(async (instrument: Instrument, options: BacktestCommandOptions) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Backtest');
        try {
          const { timeframe, model, from, to } = options;
          const summary = await backtestModel({
            stores,
            instrument,
            timeframe,
            ...given({ modelId: model, from, to }),
            choices: tradingChoices(options),
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
