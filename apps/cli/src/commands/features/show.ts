import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isoTime, type EpochMs, type Instrument, type Timeframe } from '@pipwright/model';
import { featureSheet, renderFeatureSheet } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { parseSymbol, parseTime, timeframeOption } from '../../arguments.ts';
import { runCommand } from '../../command-context.ts';
import { ExitCode } from '../../exit-code.ts';
import { renderSheet } from '../../render/feature-sheet.ts';

interface ShowOptions {
  readonly timeframe: Timeframe;
  readonly at: EpochMs;
  readonly output?: string;
}

function defaultFile(symbol: string, timeframe: Timeframe, time: number): string {
  const moment = isoTime(time).slice(0, 16).replaceAll(/[-:]/g, '');
  return `pipwright-${symbol}-${timeframe}-${moment}.html`;
}

export function registerFeatureShow(features: Command): void {
  features
    .command('show')
    .description(
      'Show the features of one candle with what is unusual, and write them as one self-contained HTML file.',
    )
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(timeframeOption())
    .addOption(new Option('--at <time>', 'a moment within the candle, UTC').argParser(parseTime).makeOptionMandatory())
    .addOption(new Option('-o, --output <file>', 'file to write; by default pipwright-SYMBOL-TIMEFRAME-TIME.html here'))
    .addHelpText('after', '\nExample:\n  pipwright features show EURUSD --at 2018-03-05T13:00\n')
    .action(async (instrument: Instrument, { timeframe, at, output }: ShowOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Features');
        try {
          const onProgress = (done: number, step: string): void => progress.update(done, step);
          const sheet = await featureSheet({ stores, instrument, timeframe, at, signal, onProgress });
          progress.stop();
          const file = resolve(output ?? defaultFile(instrument.symbol, timeframe, sheet.time));
          writeFileSync(file, renderFeatureSheet(sheet));
          // What is drawn stays in the file.
          const { candles: _candles, studies: _studies, ...row } = sheet;
          terminal.result(`${renderSheet(sheet)}\n\n${pathToFileURL(file).href}`, { ...row, file });
          return ExitCode.Done;
        } finally {
          progress.stop();
        }
      });
    });
}
