import { searchObjectiveSchema } from '@pipwright/protocol';
import type { SearchChoices } from '@pipwright/server';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { wholeBetween } from './arguments.ts';
import { given } from './given.ts';

/** How parameters are searched, as options of a command. */
export interface SearchOptions {
  readonly method: SearchChoices['method'];
  readonly trials?: number;
  readonly objective?: string;
  readonly leastTrades?: number;
  readonly range: NonNullable<SearchChoices['ranges']>;
  readonly search?: readonly string[];
  readonly stopping: 'none' | 'median' | 'halving';
  readonly patience?: number;
  readonly threads?: number;
}

const METHODS: readonly SearchChoices['method'][] = ['tpe', 'random', 'grid'];
const TRIALS_MAX = 1_000_000;
/** `fast=5:50` or `fast=5:50:5`. */
const RANGE = /^([A-Za-z]\w*)=(-?[\d.]+):(-?[\d.]+)(?::([\d.]+))?$/;

function addRange(text: string, before: SearchOptions['range']): SearchOptions['range'] {
  const [, name, min, max, step] = RANGE.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('Write it as name=low:high or name=low:high:step.');
  const range = { min: Number(min), max: Number(max), ...(step === undefined ? {} : { step: Number(step) }) };
  if (!(range.min <= range.max)) throw new InvalidArgumentError(`${name}: the first bound is above the second.`);
  return { ...before, [name]: range };
}

/** Adds what every command that searches takes. */
export function addSearchOptions(command: Command): Command {
  return command
    .optionsGroup('Search:')
    .addOption(new Option('--method <method>', 'how sets of parameters are chosen').choices(METHODS).default('tpe'))
    .addOption(
      new Option('--trials <number>', 'at most; default 200, and for a grid all of it').argParser(
        wholeBetween(1, TRIALS_MAX),
      ),
    )
    .addOption(
      new Option('--objective <name>', 'what is looked for; default sharpe').choices(searchObjectiveSchema.options),
    )
    .addOption(new Option('--least-trades <number>', 'fewer have no score').argParser(wholeBetween(0, TRIALS_MAX)))
    .addOption(
      new Option('--range <name=low:high:step>', 'a part of a parameter’s range; again for each')
        .argParser(addRange)
        .default({}, 'as the strategy declares'),
    )
    .addOption(
      new Option('--search <names>', 'search these alone; by default all that --set does not hold').argParser((text) =>
        text.split(','),
      ),
    )
    .addOption(
      new Option('--stopping <rule>', 'stop what does badly on a first part of the range')
        .choices(['none', 'median', 'halving'])
        .default('none'),
    )
    .addOption(
      new Option('--patience <trials>', 'end when so many in a row brought nothing better').argParser(
        wholeBetween(1, TRIALS_MAX),
      ),
    )
    .addOption(new Option('--threads <number>', 'default one for each core').argParser(wholeBetween(1, 64)))
    .optionsGroup('Options:');
}

/** What the options choose. */
export function searchChoices(options: SearchOptions): SearchChoices {
  const { method, trials, objective, leastTrades, range, search, stopping, patience } = options;
  return {
    method,
    ranges: range,
    stopping: { kind: stopping },
    ...given({ trials, objective, leastTrades, searched: search, patience }),
  };
}
