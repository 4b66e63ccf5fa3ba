import { importFacts, type FactFileReport } from '@pipwright/market-data';
import { isoTime } from '@pipwright/model';
import { Argument, type Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderTable } from '../render/table.ts';

const EXAMPLES = `
Examples:
  pipwright facts import deacot2024.zip short-term-interest.csv
  pipwright facts import ff_calendar_thisweek.json

Known: economic calendars (CSV with time,currency,impact,event,actual,forecast,previous and, where known, announced_at
and published_at; ForexFactory's JSON), commitments of traders (CFTC legacy, futures only), short-term interest rates
(OECD, FRED), news scores (Alpha Vantage; CSV with available_at,currency,score,relevance).
Nothing is used before it was known: each row says from when on, and the report says how that was decided.
`;

function moment(time: number | null): string {
  return time === null ? '–' : isoTime(time).slice(0, 16).replace('T', ' ');
}

function renderReport(report: FactFileReport): string {
  const { file, format, kind, inserted, kept, skipped, rejected, rejectedSample, currencies, knownFrom } = report;
  const count = (value: number): string => value.toLocaleString('en-US');
  const lines = [
    `${file}: ${format}`,
    `  ${count(inserted)} new rows of ${kind}, ${count(kept)} stored before, ${count(skipped)} about something else`,
    `  ${currencies.join(' ') || 'no currency'}; known from ${moment(report.firstAvailableAt)} to ${moment(report.lastAvailableAt)} UTC`,
    `  a row is known from: ${knownFrom}`,
  ];
  if (rejected > 0) lines.push(`  ${count(rejected)} rows were refused:`);
  for (const { line, field, value, reason } of rejectedSample)
    lines.push(`    line ${line}: ${field} '${value}' ${reason}`);
  return lines.join('\n');
}

/** `pipwright facts`: what is known from outside the candles, from when on. */
export function registerFacts(program: Command): void {
  const facts = program
    .command('facts')
    .description('Facts from outside the candles: calendars, positions, interest rates, news scores.')
    .addHelpText('after', '\nExample:\n  pipwright facts\n');
  facts
    .command('list', { isDefault: true })
    .description('List what is stored, by kind.')
    .addHelpText('after', '\nExample:\n  pipwright facts list\n')
    .action(async (_options: unknown, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const kinds = await (await stores.ledger()).summariseFacts();
        const rows = kinds.map((one) => [
          one.kind,
          one.count.toLocaleString('en-US'),
          moment(one.firstAvailableAt),
          moment(one.lastAvailableAt),
          one.currencies.join(' '),
          one.sources.join(', '),
        ]);
        const table = renderTable(['kind', 'rows', 'known from (UTC)', 'to (UTC)', 'currencies', 'source'], rows);
        terminal.result(
          kinds.length === 0 ? 'No facts are stored. Import some with `pipwright facts import FILE`.' : table,
          kinds,
        );
        return ExitCode.Done;
      });
    });
  facts
    .command('import')
    .description('Import files of facts; what they are is found out.')
    .addArgument(new Argument('<file...>', 'files, or archives of files'))
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], _options: unknown, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const reports = await importFacts(files, await stores.ledger());
        terminal.result(reports.map(renderReport).join('\n'), reports);
        return reports.some(({ rejected }) => rejected > 0) ? ExitCode.Findings : ExitCode.Done;
      });
    });
}
