import { fileURLToPath } from 'node:url';
import { REPLAY_SPEEDS } from '@pipwright/protocol';
import { serve } from '@pipwright/server';
import type { Instrument, Timeframe } from '@pipwright/model';
import { Option, type Command } from 'commander';
import { numberBetween, parseSymbol, parseTimeframe, wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { addTradingOptions, tradingChoices, type TradingOptions } from '../trading-options.ts';

interface ServeOptions extends TradingOptions {
  readonly host: string;
  readonly port: number;
  readonly allowHost: string[];
  readonly symbol?: Instrument;
  readonly timeframe?: Timeframe;
  readonly speed: number;
  readonly paused?: boolean;
  readonly newRun?: boolean;
}

/** The command itself: jobs of the page are run by it. */
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const DEFAULT_PORT = 7411;
const DEFAULT_SPEED = 5;

export function registerServe(program: Command): void {
  const command = program
    .command('serve')
    .description('Open the platform: a paper account trading on replayed candles, with a page to watch it.')
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(
      new Option('--port <port>', 'port to listen on; 0 takes a free one')
        .argParser(wholeBetween(0, 65_535))
        .default(DEFAULT_PORT),
    )
    .addOption(new Option('--allow-host <name...>', 'further host names to answer to').default([], 'none'))
    .addOption(new Option('--symbol <symbol>', 'what to trade; by default what was imported').argParser(parseSymbol))
    .addOption(new Option('-t, --timeframe <timeframe>', 'length of the candles').argParser(parseTimeframe))
    .addOption(
      new Option(
        '--speed <candles>',
        `candles per second (the page offers ${REPLAY_SPEEDS.slice(0, -1).join(', ')}); 0 is as fast as the machine can`,
      )
        .argParser(numberBetween(0, 10_000))
        .default(DEFAULT_SPEED),
    )
    .addOption(new Option('--paused', 'wait for a person to press play'))
    .addOption(new Option('--new-run', 'start a new paper account instead of continuing the last one'));
  addTradingOptions(command)
    .addHelpText(
      'after',
      '\nHow the account trades is fixed when it is opened: the options for it count for a new run.\n\nExample:\n  pipwright serve --symbol EURUSD --timeframe H1 --speed 10\n',
    )
    .action(async (options: ServeOptions) => {
      await runCommand(command, async ({ terminal, configuration, stores, signal }) => {
        const progress = terminal.progress('Training');
        await serve({
          configuration,
          stores,
          host: options.host,
          port: options.port,
          allowedHosts: options.allowHost,
          instrument: options.symbol,
          timeframe: options.timeframe,
          candlesPerSecond: options.speed,
          paused: options.paused === true,
          newRun: options.newRun === true,
          choices: tradingChoices(options),
          logLevel: configuration.logLevel,
          jobProgram: { executable: process.execPath, words: [MAIN], environment: process.env },
          signal,
          onNote: (text) => terminal.note(text),
          onTraining: (done, step) => progress.update(done, step),
          onListening: ({ address, description }) => {
            progress.stop();
            terminal.result(`${description}\nOpen ${address}   (Ctrl-C stops it; the account is kept)`, {
              address,
              description,
            });
          },
        });
        return ExitCode.Done;
      });
    });
}
