import type { AuditReport } from '@pipwright/backtest';
import { isoTime, type Instrument } from '@pipwright/model';
import { auditRun, checkStoredLookAhead } from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { parseStrategyOrSymbol, wholeBetween } from '../arguments.ts';
import { runCommand, type CommandContext } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { addStrategyOptions, runRequest, type StrategyOptions } from '../strategy-options.ts';

interface LookAheadOptions extends StrategyOptions {
  readonly cuts: number;
  readonly candles: number;
}

type Context = Pick<CommandContext, 'stores' | 'terminal'>;

async function checkFeatures(instrument: Instrument, options: LookAheadOptions, context: Context): Promise<ExitCode> {
  const { timeframe, cuts, seed = 1 } = options;
  const summary = await checkStoredLookAhead({ stores: context.stores, instrument, timeframe, cuts, seed });
  const { candles, features, labels, compared, leaks } = summary;
  const scope = `${features} features and ${labels} labels of ${instrument.symbol} ${timeframe}, ${candles.toLocaleString('en-US')} candles, ${cuts} cuts, ${compared.toLocaleString('en-US')} values compared`;
  const found = leaks.map(
    ({ feature, kind, row, rows, whole, changed }) =>
      `  ${feature}: ${rows} values changed when the future was ${kind}, first in row ${row}: ${whole} became ${changed}`,
  );
  const close =
    leaks.length === 0
      ? 'Nothing looks ahead.'
      : 'These look ahead; no model or backtest that uses them can be believed:';
  context.terminal.result([scope, close, ...found].join('\n'), summary);
  return leaks.length === 0 ? ExitCode.Done : ExitCode.Findings;
}

function renderAudit({ strategy, candles, cuts, decisions, hasColumns, findings }: AuditReport): string {
  const forms = hasColumns ? 'candle by candle and over columns' : 'candle by candle';
  return [
    `${strategy}, ${forms}: ${candles.toLocaleString('en-US')} candles, ${decisions.toLocaleString('en-US')} decisions, the future taken away ${cuts} times`,
    findings.length === 0
      ? 'Nothing looks ahead, throws dice or changes its candles.'
      : 'No backtest of it can be believed:',
    ...findings.map(({ time, what, advice }) => `  ${time === null ? '' : `${isoTime(time)}: `}${what}\n  ${advice}`),
  ].join('\n');
}

async function checkStrategy(strategy: string, options: LookAheadOptions, context: Context): Promise<ExitCode> {
  const report = await auditRun({
    ...(await runRequest(strategy, options)),
    stores: context.stores,
    cuts: options.cuts,
    candlesMax: options.candles,
  });
  context.terminal.result(renderAudit(report), report);
  return report.findings.length === 0 ? ExitCode.Done : ExitCode.Findings;
}

const EXAMPLES = `
Examples:
  pipwright lookahead EURUSD --timeframe H1 --cuts 20             (features and labels)
  pipwright lookahead ./my-strategy.ts --symbol EURUSD --cuts 50  (a strategy)
`;

export function registerLookahead(program: Command): void {
  const command = program
    .command('lookahead')
    .description(
      'Check on stored candles that nothing uses what was not known yet: features and labels, or a strategy.',
    )
    .addArgument(
      new Argument('<what>', 'a symbol for its features and labels, or a strategy').argParser(parseStrategyOrSymbol),
    );
  addStrategyOptions(command)
    .addOption(
      new Option('--cuts <count>', 'places at which the future is taken away')
        .argParser(wholeBetween(1, 1000))
        .default(10),
    )
    .addOption(
      new Option('--candles <count>', 'of a strategy: how many of the last ones are looked at')
        .argParser(wholeBetween(10, 1_000_000))
        .default(5000),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (what: Instrument | string, options: LookAheadOptions) => {
      await runCommand(command, async (context) => {
        return typeof what === 'string' ? checkStrategy(what, options, context) : checkFeatures(what, options, context);
      });
    });
}
