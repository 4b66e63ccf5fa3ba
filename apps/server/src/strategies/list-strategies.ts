import { describeStrategy, type StrategyDescription } from '@pipwright/trading';
import { loadStrategy, type LoadedStrategy } from './load-strategy.ts';
import { shippedStrategy, shippedStrategyNames } from './shipped-strategies.ts';

/** A strategy that ships, as plain data, for lists on the command line and on the page. */
export interface ListedStrategy extends StrategyDescription {
  /** Path of its file: it can be copied and changed. */
  readonly file: string;
  readonly digest: string;
}

/** Loads a strategy that ships, by its name; undefined where there is none of that name. */
export async function findStrategy(name: string): Promise<LoadedStrategy | undefined> {
  const file = shippedStrategy(name);
  return file === undefined ? undefined : await loadStrategy(file);
}

/** Every strategy that ships. */
export async function listStrategies(): Promise<ListedStrategy[]> {
  const loaded = await Promise.all(shippedStrategyNames().map(loadStrategy));
  return loaded.map(({ definition, file, digest }) => ({ ...describeStrategy(definition), file, digest }));
}
