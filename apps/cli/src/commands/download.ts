import { join } from 'node:path';
import { createRandom, systemClock, systemScheduler } from '@pipwright/kernel';
import {
  downloadDukascopy,
  renderImportReport,
  type DownloadReport,
  type DukascopyFeed,
  type DukascopyGranularity,
} from '@pipwright/market-data';
import type { EpochMs, Instrument } from '@pipwright/model';
import { Argument, Option, type Command } from 'commander';
import { parseSymbol, parseTime, wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { followImport } from '../render/import-progress.ts';
import { exitCodeOfImport } from './import.ts';

interface DownloadCommandOptions {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly granularity: DukascopyGranularity;
  readonly feed: DukascopyFeed;
  readonly fallback?: boolean;
  readonly concurrency: number;
  readonly url?: string;
}

const PROVIDERS = ['dukascopy'];

function describe({ periods, bytes }: DownloadReport): string {
  const { total, cached, fetched, empty } = periods;
  return `${total} periods: ${fetched} fetched (${(bytes / 1e6).toFixed(1)} MB), ${cached} from the cache, ${empty} without data.`;
}

export function registerDownload(program: Command): void {
  program
    .command('download')
    .description(
      'Fetch history from a provider and import it. What is fetched is kept, and an interrupted download goes on.',
    )
    .addArgument(new Argument('<provider>').choices(PROVIDERS))
    .addArgument(new Argument('<symbol>').argParser(parseSymbol))
    .addOption(new Option('--from <date>', 'first day, UTC').argParser(parseTime).makeOptionMandatory())
    .addOption(new Option('--to <date>', 'end, UTC; not itself fetched').argParser(parseTime).makeOptionMandatory())
    .addOption(new Option('--granularity <what>', 'what to fetch').choices(['ticks', 'M1', 'H1']).default('M1'))
    .addOption(
      new Option('--feed <feed>', 'the provider’s newer or older feed').choices(['json', 'bi5']).default('json'),
    )
    .addOption(new Option('--fallback', 'ask the other feed where the first one fails'))
    .addOption(new Option('--concurrency <count>', 'requests at a time').argParser(wholeBetween(1, 16)).default(4))
    .addOption(new Option('--url <address>', 'another address of the chosen feed, such as a mirror'))
    .addHelpText('after', '\nExample:\n  pipwright download dukascopy EURUSD --from 2024-01-01 --to 2024-02-01\n')
    .action(async (_provider: string, instrument: Instrument, options: DownloadCommandOptions, command: Command) => {
      await runCommand(command, async ({ terminal, configuration, stores, signal }) => {
        const progress = terminal.progress(`Fetching ${instrument.symbol}`);
        const scheduler = systemScheduler(systemClock);
        try {
          const report = await stores.candles((store) =>
            downloadDukascopy({
              symbol: instrument.symbol,
              from: options.from,
              to: options.to,
              granularity: options.granularity,
              feed: options.feed,
              fallback: options.fallback === true,
              concurrency: options.concurrency,
              store,
              cacheDirectory: join(configuration.cacheDirectory, 'dukascopy'),
              fetch,
              scheduler,
              random: createRandom(scheduler.clock.now()),
              signal,
              ...(options.url === undefined ? {} : { urls: { [options.feed]: options.url } }),
              onProgress: ({ done, total, bytes }) =>
                progress.update(done / total, `${done} of ${total}, ${(bytes / 1e6).toFixed(1)} MB`),
              onImportProgress: followImport(progress),
            }),
          );
          progress.stop();
          terminal.result(`${describe(report)}\n${renderImportReport(report.import)}`, report);
          return exitCodeOfImport(report.import);
        } finally {
          progress.stop();
        }
      });
    });
}
