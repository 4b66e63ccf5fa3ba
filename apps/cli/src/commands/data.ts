import type { FileReport } from '@pipwright/market-data';
import { isoTime, type EpochMs } from '@pipwright/model';
import { Option, type Command } from 'commander';
import { wholeBetween } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderTable } from '../render/table.ts';

function dateOf(time: EpochMs): string {
  return isoTime(time).slice(0, 16).replace('T', ' ');
}

function importRow({ file, report }: { readonly file: string; readonly report: FileReport | null }): string[] {
  if (report === null) return [file, 'not finished: import it again'];
  const counts = report.candles ?? report.ticks;
  const number = (value: number | undefined): string => (value ?? 0).toLocaleString('en-US');
  return [
    file,
    report.format,
    report.symbol,
    number(counts?.read),
    number(counts?.refused),
    number(report.gaps?.count),
  ];
}

/** `pipwright data`: what is stored. `pipwright data refused`: rows that were not. */
export function registerData(program: Command): void {
  const data = program
    .command('data')
    .description('What is stored: series of candles, and the rows that were refused.')
    .addHelpText('after', '\nExample:\n  pipwright data\n');
  data
    .command('list', { isDefault: true })
    .description('List the stored series.')
    .addHelpText('after', '\nExample:\n  pipwright data list\n')
    .action(async (_options: unknown, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const series = await stores.candles((store) => store.listSeries());
        const rows = series.map((one) => [
          one.symbol,
          one.timeframe,
          one.count.toLocaleString('en-US'),
          dateOf(one.firstTime),
          dateOf(one.lastTime),
          one.sources.join(', '),
          one.assumedAsk === 0 ? '' : `ask side assumed in ${one.assumedAsk.toLocaleString('en-US')}`,
        ]);
        const table = renderTable(['symbol', 'timeframe', 'candles', 'first (UTC)', 'last (UTC)', 'source', ''], rows);
        terminal.result(
          series.length === 0 ? 'No candles are stored. Import some with `pipwright import FILE`.' : table,
          series,
        );
        return ExitCode.Done;
      });
    });
  data
    .command('imports')
    .description('List what was imported. With --json, each with the whole report that was printed then.')
    .addHelpText('after', '\nExample:\n  pipwright data imports --json\n')
    .action(async (_options: unknown, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const found = await stores.candles((store) => store.listImports());
        const imports = found.map(({ report, ...one }) => ({
          ...one,
          report: report === null ? null : (JSON.parse(report) as FileReport),
        }));
        const table = renderTable(['file', 'format', 'symbol', 'rows', 'refused', 'gaps'], imports.map(importRow));
        terminal.result(imports.length === 0 ? 'Nothing was imported yet.' : table, imports);
        return ExitCode.Done;
      });
    });
  data
    .command('refused')
    .description('List the rows that were refused at import, with the reason.')
    .addOption(new Option('--limit <count>', 'how many').argParser(wholeBetween(1, 100_000)).default(50))
    .addHelpText('after', '\nExample:\n  pipwright data refused --limit 10\n')
    .action(async (options: { limit: number }, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const refused = await stores.candles((store) => store.listQuarantined({ limit: options.limit }));
        const rows = refused.map((row) => [row.file, String(row.line), row.field, row.value, row.reason]);
        const table = renderTable(['file', 'line', 'field', 'value', 'reason'], rows);
        terminal.result(refused.length === 0 ? 'No rows were refused.' : table, refused);
        return refused.length === 0 ? ExitCode.Done : ExitCode.Findings;
      });
    });
}
