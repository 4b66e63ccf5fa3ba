import { readFileSync } from 'node:fs';
import { currency, type EpochMs, type Instrument } from '@pipwright/model';
import {
  describeCosts,
  fitStoredSpreads,
  holidayContract,
  parseContract,
  putContract,
  readContract,
  readSwapHistory,
  type ContractFile,
} from '@pipwright/server';
import { Argument, Option, type Command } from 'commander';
import { parseCurrency, parseSymbol, parseTime } from '../arguments.ts';
import { runCommand } from '../command-context.ts';
import { ExitCode } from '../exit-code.ts';
import { given } from '../given.ts';
import { renderCostSheet } from '../render/cost-sheet.ts';

const CONTRACT_EXAMPLES = `
A contract is a JSON file of what your broker's differs in; everything may be left out:
  {
    "typicalSpreadPips": 0.9,
    "swap": { "mode": "points", "long": -7.5, "short": 3.1, "tripleWeekday": 3 },
    "margin": { "leverage": 500, "tiers": [{ "upTo": 1000000, "leverage": 500 }, { "upTo": null, "leverage": 100 }] },
    "stopsLevelPoints": 10, "execution": "market", "fillings": ["fok", "ioc"]
  }
Swap rates over time are a table of from,long,short; bank holidays one of currency,date:
  from,long,short          currency,date
  2024-01-01,-6.8,2.4      USD,2024-07-04
  2024-07-01,-7.5,3.1      JPY,2024-04-29

Examples:
  pipwright costs contract EURUSD --file my-broker.json
  pipwright costs contract EURUSD --swap-history rates.csv --holidays banks.csv
  pipwright costs contract EURUSD --reset
`;

interface AccountOption {
  readonly currency: string;
}

const symbolArgument = (): Argument => new Argument('<symbol>').argParser(parseSymbol);
const accountOption = (): Option =>
  new Option('--currency <code>', 'of the account that margins are shown in').argParser(parseCurrency).default('USD');

function registerFit(costs: Command): void {
  costs
    .command('fit')
    .description('Fit the spread by the time of the week to stored ticks, or to minute candles with an ask side.')
    .addArgument(symbolArgument())
    .addOption(new Option('--from <date>', 'first day, UTC').argParser(parseTime))
    .addOption(new Option('--to <date>', 'end, UTC').argParser(parseTime))
    .addOption(accountOption())
    .addHelpText('after', '\nExample:\n  pipwright costs fit EURUSD --from 2024-01-01\n')
    .action(
      async (
        instrument: Instrument,
        options: AccountOption & { readonly from?: EpochMs; readonly to?: EpochMs },
        command: Command,
      ) => {
        await runCommand(command, async ({ terminal, stores, signal }) => {
          const progress = terminal.progress('Spread');
          try {
            await fitStoredSpreads({
              stores,
              instrument,
              ...given({ from: options.from, to: options.to }),
              signal,
              onProgress: (done, step) => progress.update(done, step),
            });
          } finally {
            progress.stop();
          }
          const sheet = await describeCosts(stores, instrument, currency(options.currency));
          terminal.result(renderCostSheet(sheet), sheet);
          return ExitCode.Done;
        });
      },
    );
}

function registerShow(costs: Command): void {
  costs
    .command('show')
    .description('Show what trading a symbol costs in a backtest: spread by hour, swap, margin, commission.')
    .addArgument(symbolArgument())
    .addOption(accountOption())
    .addHelpText('after', '\nExample:\n  pipwright costs show EURUSD\n')
    .action(async (instrument: Instrument, options: AccountOption, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const sheet = await describeCosts(stores, instrument, currency(options.currency));
        terminal.result(renderCostSheet(sheet), sheet);
        return ExitCode.Done;
      });
    });
}

interface ContractOptions extends AccountOption {
  readonly file?: string;
  readonly swapHistory?: string;
  readonly holidays?: string | true;
  readonly reset?: true;
}

/** The stored contract with what the options change in it; null where nothing is left of it. */
function changed(instrument: Instrument, before: ContractFile | null, options: ContractOptions): ContractFile | null {
  const { file, swapHistory, holidays, reset } = options;
  let contract: ContractFile = (reset === true ? null : before) ?? {};
  if (file !== undefined) contract = parseContract(readFileSync(file, 'utf8'));
  if (swapHistory !== undefined) {
    contract = { ...contract, swap: { ...contract.swap, history: readSwapHistory(readFileSync(swapHistory, 'utf8')) } };
  }
  if (holidays !== undefined) {
    contract = holidayContract(instrument, contract, holidays === true ? '' : readFileSync(holidays, 'utf8'));
  }
  return Object.keys(contract).length === 0 ? null : contract;
}

function registerContract(costs: Command): void {
  costs
    .command('contract')
    .description('Put the terms of your broker in place of the catalogue’s: swap, margin, levels, execution.')
    .addArgument(symbolArgument())
    .addOption(new Option('--file <file>', 'JSON of what differs; replaces what was stored'))
    .addOption(new Option('--swap-history <file>', 'CSV of swap rates over time: from,long,short'))
    .addOption(
      new Option(
        '--holidays [file]',
        'move nights of interest by New Year and Christmas, and by the bank holidays in a CSV: currency,date',
      ),
    )
    .addOption(new Option('--reset', 'go back to the catalogue'))
    .addOption(accountOption())
    .addHelpText('after', CONTRACT_EXAMPLES)
    .action(async (instrument: Instrument, options: ContractOptions, command: Command) => {
      await runCommand(command, async ({ terminal, stores }) => {
        const before = await readContract(stores, instrument.symbol);
        await putContract(stores, instrument.symbol, changed(instrument, before, options));
        const sheet = await describeCosts(stores, instrument, currency(options.currency));
        terminal.result(renderCostSheet(sheet), sheet);
        return ExitCode.Done;
      });
    });
}

/** `pipwright costs`: what trading costs, and where that is known from. */
export function registerCosts(program: Command): void {
  const costs = program
    .command('costs')
    .description('What trading costs in a backtest: fit spreads to ticks, show them, set a broker’s terms.')
    .addHelpText('after', '\nExample:\n  pipwright costs show EURUSD\n');
  registerFit(costs);
  registerShow(costs);
  registerContract(costs);
}
