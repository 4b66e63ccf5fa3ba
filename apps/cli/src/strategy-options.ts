import { loadStrategy, PathDetail, type RunRequest } from '@pipwright/server';
import type { EpochMs, Instrument, Timeframe } from '@pipwright/model';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { numberBetween, parseSymbol, parseTime, timeframeOption } from './arguments.ts';
import { given } from './given.ts';
import { addTradingOptions, tradingChoices, type TradingOptions } from './trading-options.ts';

/** What a strategy is run on and with, as options of a command. */
export interface StrategyOptions extends TradingOptions {
  readonly symbol?: readonly Instrument[];
  readonly timeframe: Timeframe;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly set: Readonly<Record<string, string>>;
  readonly model?: string;
  /** What the prices inside candles are read from. */
  readonly inside: PathDetail;
  readonly volume?: number;
  readonly limits?: boolean;
}

function parseSymbols(text: string): Instrument[] {
  const found = text.split(',').map((symbol) => parseSymbol(symbol.trim()));
  if (new Set(found).size < found.length) throw new InvalidArgumentError('Each symbol once.');
  return found;
}

/** `fast=10`, again and again. */
function addSetting(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as name=value, such as fast=10.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function requireRange(_program: Command, command: Command): void {
  const { from, to } = command.opts<StrategyOptions>();
  if (from !== undefined && to !== undefined && to <= from) command.error('error: --to must be later than --from');
}

/** Adds what every command that runs a strategy takes. */
export function addStrategyOptions(command: Command): Command {
  command
    .optionsGroup('What is run:')
    .addOption(
      new Option(
        '--symbol <symbols>',
        'what to trade, default EURUSD; several share one account: EURUSD,GBPUSD',
      ).argParser(parseSymbols),
    )
    .addOption(timeframeOption())
    .addOption(new Option('--from <date>', 'first day, UTC; candles before it warm indicators up').argParser(parseTime))
    .addOption(new Option('--to <date>', 'end, UTC').argParser(parseTime))
    .addOption(
      new Option('--set <name=value>', 'a parameter of the strategy; again for each')
        .argParser(addSetting)
        .default({}, 'none'),
    )
    .addOption(new Option('--model <id>', 'for strategies that read one; by default the newest of the series'))
    .addOption(
      new Option('--inside <data>', 'what the prices inside candles are read from, where it is stored')
        .choices(Object.values(PathDetail))
        .default(PathDetail.Ticks),
    )
    .addOption(
      new Option(
        '--volume <lots>',
        'of every order; default: as the strategy says, else by the risk at the stop',
      ).argParser(numberBetween(0.000_01, 10_000)),
    )
    .addOption(
      new Option(
        '--limits',
        'apply the platform’s risk limits, as on a paper account; a model alone is always run under them',
      ),
    );
  return addTradingOptions(command).hook('preAction', requireRange);
}

/** What the options ask for. Throws what loading the strategy throws. */
export async function runRequest(strategy: string, options: StrategyOptions): Promise<RunRequest> {
  const { symbol, timeframe, from, to, set, model, volume, limits, inside } = options;
  return {
    strategy: await loadStrategy(strategy),
    parameters: set,
    instruments: symbol ?? [parseSymbol('EURUSD')],
    timeframe,
    detail: inside,
    choices: { ...tradingChoices(options), ...given({ volume }), limits: limits === true },
    ...given({ modelId: model, from, to }),
  };
}
