import type { TradingChoices } from '@pipwright/server';
import { Option, type Command } from 'commander';
import { numberBetween, parseCurrency, wholeBetween } from './arguments.ts';
import { addCostOptions, costChoices, type CostOptions } from './cost-options.ts';
import { given } from './given.ts';

/** How an account trades, as options of a command. */
export interface TradingOptions extends CostOptions {
  readonly balance?: number;
  readonly currency?: string;
  readonly threshold?: number;
  readonly risk?: number;
  readonly seed?: number;
}

/** Adds the options to a command, those of the costs among them. */
export function addTradingOptions(command: Command): Command {
  command
    .optionsGroup('Account:')
    .addOption(
      new Option('--balance <money>', 'initial balance; default 10000, in yen 1000000').argParser(
        numberBetween(1, 1e9),
      ),
    )
    .addOption(
      new Option(
        '--currency <code>',
        'of the account; default USD where the symbol has it, else its quote currency',
      ).argParser(parseCurrency),
    )
    .addOption(
      new Option('--threshold <probability>', 'trade a direction from this probability on; default 0.53').argParser(
        numberBetween(0.5, 0.99),
      ),
    )
    .addOption(
      new Option('--risk <fraction>', 'fraction of the equity lost at a stop; default 0.005').argParser(
        numberBetween(0.0001, 0.2),
      ),
    )
    .addOption(new Option('--seed <number>', 'seed of everything random').argParser(wholeBetween(0, 2 ** 31)));
  return addCostOptions(command);
}

/** What the options choose. */
export function tradingChoices(options: TradingOptions): TradingChoices {
  const { balance, currency, threshold, risk, seed } = options;
  return { ...given({ balance, currency, threshold, riskPerTrade: risk, seed }), ...costChoices(options) };
}
