import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderBacktestReport } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';

export function registerReport(program: Command): void {
  program
    .command('report')
    .description('Write the report of a backtest as one self-contained HTML file.')
    .addArgument(new Argument('[run]', 'id of the backtest; by default the newest'))
    .addOption(new Option('-o, --output <file>', 'file to write; by default pipwright-RUN.html here'))
    .addHelpText('after', '\nExample:\n  pipwright report --output eurusd.html\n')
    .action(async (run: string | undefined, options: { output?: string }, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const { id, html, headline } = await renderBacktestReport(stores, run);
        const file = resolve(options.output ?? `pipwright-${id}.html`);
        writeFileSync(file, html);
        terminal.result(`${headline}\n${pathToFileURL(file).href}`, {
          run: id,
          file,
          headline,
          bytes: Buffer.byteLength(html),
        });
        return ExitCode.Done;
      });
    });
}
