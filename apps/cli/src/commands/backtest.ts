import type { Instrument } from '@pipwright/model';
import { backtestModel, backtestStrategy, type BacktestSummary } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { parseStrategyOrSymbol } from '../arguments.ts';
import { runCommand, type CommandContext } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { given } from '../given.ts';
import { renderBacktest } from '../render/backtest.ts';
import { addStrategyOptions, runRequest, type StrategyOptions } from '../strategy-options.ts';
import { tradingChoices } from '../trading-options.ts';

interface BacktestOptions extends StrategyOptions {
  readonly robustness?: boolean;
}

type Control = Pick<CommandContext, 'stores' | 'signal'> & {
  readonly onProgress: (done: number, step: string) => void;
};

/** A symbol alone stands for the newest model of its series; anything else is a strategy. */
async function run(what: Instrument | string, options: BacktestOptions, control: Control): Promise<BacktestSummary> {
  const thorough = options.robustness === true;
  if (typeof what === 'string') {
    return backtestStrategy({ ...control, ...(await runRequest(what, options)), thorough });
  }
  const { timeframe, model, from, to, inside, volume } = options;
  return backtestModel({
    ...control,
    instrument: what,
    timeframe,
    thorough,
    detail: inside,
    choices: { ...tradingChoices(options), ...given({ volume }) },
    ...given({ modelId: model, from, to }),
  });
}

const EXAMPLES = `
Examples:
  pipwright backtest ema-cross --symbol EURUSD --timeframe H1 --set fast=10 --set slow=20
  pipwright backtest ./my-strategy.ts --symbol EURUSD,GBPUSD --from 2015-01-01 --to 2018-12-31 --robustness
  pipwright backtest EURUSD --timeframe H1 --threshold 0.55      (the newest model of the series)
`;

export function registerBacktest(program: Command): void {
  const command = program
    .command('backtest')
    .description('Run a strategy over stored candles, with costs, and judge the result.')
    .addArgument(
      new Argument('<strategy>', 'a file, the name of a strategy that ships, or a symbol for its model').argParser(
        parseStrategyOrSymbol,
      ),
    );
  addStrategyOptions(command)
    .addOption(new Option('--robustness', 'run it again at other costs, with other parameters and on made-up candles'))
    .addHelpText('after', EXAMPLES)
    .action(async (what: Instrument | string, options: BacktestOptions) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Backtest');
        try {
          const onProgress = (done: number, step: string): void => progress.update(done, step);
          const summary = await run(what, options, { stores, signal, onProgress });
          progress.stop();
          terminal.result(renderBacktest(summary), summary);
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
