import {
  CSV_FIELDS,
  importFiles,
  renderImportReport,
  type CsvOptions,
  type ImportReport,
} from '@pipwright/market-data';
import type { EpochMs, QuotedMarket, Timeframe } from '@pipwright/model';
import { Argument, Option, type Command } from 'commander';
import { numberBetween, parseMarket, parseTime, parseTimeframe, wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { followImport } from '../render/import-progress.ts';

interface ImportCommandOptions {
  readonly symbol?: QuotedMarket;
  readonly timeframe?: Timeframe;
  readonly timezone?: string;
  readonly side?: 'bid' | 'ask';
  readonly source?: string;
  readonly rowTime?: 'open' | 'close';
  readonly columns?: string;
  readonly delimiter?: string;
  readonly headerLines?: number;
  readonly timeFormat?: NonNullable<CsvOptions['timeFormat']>;
  readonly priceDivisor?: number;
  readonly acceptMisaligned?: boolean;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}

const TIME_FORMATS = ['ymd', 'dmy', 'mdy', 'epoch-seconds', 'epoch-milliseconds'];

const EXAMPLES = `
Examples:
  pipwright import eurusd.zip
  pipwright import USDJPYh1.csv --timezone eu
  pipwright import candles.csv --symbol EURUSD --timeframe H1 --columns time,open,high,low,close,volume

Times are found out where they can be: from the format, or measured by the weekly open. --timezone takes utc, est, eu
(UTC+2/+3 on European dates), us (New York + 7 hours), utc+3, or a name such as Europe/Athens.
Columns: ${CSV_FIELDS.join(', ')}, and - for one to skip.
`;

function csvOptions(options: ImportCommandOptions): CsvOptions | undefined {
  if (options.columns === undefined) return undefined;
  return {
    columns: options.columns.split(',').map((name) => name.trim()),
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter }),
    ...(options.headerLines === undefined ? {} : { headerLines: options.headerLines }),
    ...(options.timeFormat === undefined ? {} : { timeFormat: options.timeFormat }),
    ...(options.priceDivisor === undefined ? {} : { priceDivisor: options.priceDivisor }),
  };
}

/** 1 where a file could not be imported, 3 where rows were refused, else 0. */
export function exitCodeOfImport({ files }: ImportReport): ExitCode {
  if (files.some(({ status }) => status === 'refused')) return ExitCode.Failed;
  const isQuarantined = files.some((file) => file.status === 'imported' && file.quarantineSample.length > 0);
  return isQuarantined ? ExitCode.Findings : ExitCode.Done;
}

export function registerImport(program: Command): void {
  program
    .command('import')
    .description('Import candles or ticks: LEAN, MetaTrader 5, histdata, Dukascopy, TrueFX, or any CSV.')
    .addArgument(new Argument('<file...>', 'files, in any of the formats'))
    .addOption(new Option('--symbol <symbol>', 'where the file does not say').argParser(parseMarket))
    .addOption(new Option('-t, --timeframe <timeframe>', 'where the file does not say').argParser(parseTimeframe))
    .addOption(new Option('--timezone <rule>', 'clock of the times in the file'))
    .addOption(new Option('--side <side>', 'side of the prices').choices(['bid', 'ask']))
    .addOption(new Option('--source <name>', 'whose data it is, for people'))
    .addOption(new Option('--row-time <moment>', 'what a row’s time is').choices(['open', 'close']))
    .addOption(new Option('--columns <names>', 'columns of a CSV, separated by commas'))
    .addOption(new Option('--delimiter <character>', 'between the columns of a CSV; tab for a tab'))
    .addOption(
      new Option('--header-lines <count>', 'lines before the first row of a CSV').argParser(wholeBetween(0, 1000)),
    )
    .addOption(new Option('--time-format <format>', 'times of a CSV').choices(TIME_FORMATS))
    .addOption(
      new Option('--price-divisor <number>', 'prices of a CSV are divided by this').argParser(numberBetween(1, 1e9)),
    )
    .addOption(new Option('--accept-misaligned', 'keep H4, D1 and W1 candles that do not follow the New York day'))
    .addOption(new Option('--from <date>', 'leave out earlier rows; UTC').argParser(parseTime))
    .addOption(new Option('--to <date>', 'leave out rows from here on; UTC').argParser(parseTime))
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: ImportCommandOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores, signal }) => {
        const progress = terminal.progress('Importing');
        try {
          const report = await stores.candles((store) =>
            importFiles({
              files,
              store,
              signal,
              onProgress: followImport(progress),
              options: {
                symbol: options.symbol?.symbol,
                timeframe: options.timeframe,
                timeZone: options.timezone,
                side: options.side,
                source: options.source,
                rowTime: options.rowTime,
                acceptMisaligned: options.acceptMisaligned,
                csv: csvOptions(options),
                range: { from: options.from, to: options.to },
              },
            }),
          );
          progress.stop();
          terminal.result(renderImportReport(report), report);
          return exitCodeOfImport(report);
        } finally {
          progress.stop();
        }
      });
    });
}
