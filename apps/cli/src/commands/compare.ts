import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareRuns, renderComparisonPage } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { renderComparison } from '../render/comparison.ts';

interface CompareOptions {
  readonly output: string;
  /** False with `--no-page`. */
  readonly page: boolean;
}

export function registerCompare(program: Command): void {
  program
    .command('compare')
    .description('Put backtests side by side: figures, curves, costs, settings, correlation; and say what hinders it.')
    .addArgument(new Argument('<run...>', 'ids of two backtests or more'))
    .addOption(new Option('-o, --output <file>', 'page to write').default('pipwright-comparison.html'))
    .addOption(new Option('--no-page', 'write no page'))
    .addHelpText('after', '\nExample:\n  pipwright compare RUN RUN --output two.html\n')
    .action(async (ids: readonly string[], options: CompareOptions, command: Command) => {
      if (new Set(ids).size < 2) command.error('error: a comparison needs two different runs or more');
      await runCommand(command, async ({ terminal, stores }) => {
        const comparison = await compareRuns(stores, ids);
        const text = renderComparison(comparison);
        if (!options.page) {
          terminal.result(text, { ...comparison, file: null });
          return ExitCode.Done;
        }
        const file = resolve(options.output);
        writeFileSync(file, renderComparisonPage(comparison));
        terminal.result(`${text}\n\n${pathToFileURL(file).href}`, { ...comparison, file });
        return ExitCode.Done;
      });
    });
}
