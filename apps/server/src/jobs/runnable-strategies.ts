import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { PipwrightError } from '@pipwright/model';
import type { StrategyInfoMessage } from '@pipwright/protocol';
import { describeStrategy, type StrategyDescription } from '@pipwright/trading';
import { listStrategies } from '../strategies/list-strategies.ts';
import { loadStrategy } from '../strategies/load-strategy.ts';

/** A strategy that the page may ask for, and what the command line is told. */
export interface RunnableStrategy {
  readonly info: StrategyInfoMessage;
  /** The name of one that ships, or the path of a file. */
  readonly source: string;
}

/** A name that can stand in a request: no path, no option. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/;
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

function infoOf(id: string, isShipped: boolean, described: StrategyDescription): StrategyInfoMessage {
  return {
    id,
    name: described.name,
    description: described.description,
    shipped: isShipped,
    model: described.model,
    parameters: described.parameters.map(({ name, kind, default: value, min, max, step, values, description }) => ({
      name,
      kind,
      default: value,
      min,
      max,
      step,
      values: [...(values ?? [])],
      description,
    })),
    problem: null,
  };
}

function unusable(id: string, error: unknown): StrategyInfoMessage {
  const problem =
    error instanceof PipwrightError ? `${error.message} ${error.action}` : 'The file cannot be loaded as a strategy.';
  return { id, name: id, description: '', shipped: false, model: 'none', parameters: [], problem };
}

async function ownStrategy(folder: string, file: string): Promise<RunnableStrategy> {
  const source = join(folder, file);
  try {
    const { definition } = await loadStrategy(source);
    return { info: infoOf(file, false, describeStrategy(definition)), source };
  } catch (error) {
    return { info: unusable(file, error), source };
  }
}

/**
 * The strategies that ship, and the files of a folder. A file that cannot be used is listed with the reason, so that its
 * owner sees why it is not there.
 */
export async function runnableStrategies(folder: string): Promise<readonly RunnableStrategy[]> {
  const shipped = await listStrategies();
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => EXTENSIONS.includes(extname(file)) && FILE_NAME.test(file))
    : [];
  const own: RunnableStrategy[] = [];
  for (const file of files.toSorted()) own.push(await ownStrategy(folder, file));
  return [...shipped.map((one) => ({ info: infoOf(basename(one.file, '.ts'), true, one), source: one.name })), ...own];
}
