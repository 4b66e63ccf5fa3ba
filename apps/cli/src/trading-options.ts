import type { TradingChoices } from '@pipwright/server';
import { Option, type Command } from 'commander';
import { numberBetween, parseCurrency, wholeBetween } from './arguments.ts';

/** How an account trades, as options of a command. */
export interface TradingOptions {
  readonly balance?: number;
  readonly currency?: string;
  readonly threshold?: number;
  readonly risk?: number;
  readonly commission?: number;
  readonly seed?: number;
}

/** Members that are not undefined. */
export function given<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}

/** Adds the options to a command. */
export function addTradingOptions(command: Command): Command {
  return command
    .addOption(new Option('--balance <money>', 'initial balance; default 10000').argParser(numberBetween(1, 1e9)))
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
    .addOption(new Option('--commission <money>', 'per lot and side; default 3.5').argParser(numberBetween(0, 1000)))
    .addOption(new Option('--seed <number>', 'seed of everything random').argParser(wholeBetween(0, 2 ** 31)));
}

/** What the options choose. */
export function tradingChoices(options: TradingOptions): TradingChoices {
  const { balance, currency, threshold, risk, commission, seed } = options;
  return given({
    balance,
    currency,
    threshold,
    riskPerTrade: risk,
    commission: commission === undefined ? undefined : { kind: 'per-lot' as const, perSide: commission },
    seed,
  });
}
