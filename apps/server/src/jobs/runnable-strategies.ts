import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { StrategyInfoMessage } from '@pipwright/protocol';
import { loadStrategy } from '../strategies/load-strategy.ts';
import { shippedStrategyNames } from '../strategies/shipped-strategies.ts';
import { readStrategyFile } from './read-strategy-file.ts';
import { strategyInfo } from './strategy-info.ts';

/** A strategy that the page may ask for, and what the command line is told. */
export interface RunnableStrategy {
  readonly info: StrategyInfoMessage;
  /** The name of one that ships, or the path of a file. */
  readonly source: string;
}

/** A name that can stand in a request: no path, no option. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/;
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];
/** Parts of strategies, which they import, and not strategies themselves. */
const NO_STRATEGY = /\.(?:test|fixture|d)\.[a-z]+$/;
/** Files that are looked at side by side. */
const READERS = 2;

/** Names of the files of a folder that may be strategies. */
export function strategyFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => EXTENSIONS.includes(extname(name)) && FILE_NAME.test(name) && !NO_STRATEGY.test(name))
    .toSorted();
}

/** The strategies that ship. */
export async function shippedStrategies(): Promise<RunnableStrategy[]> {
  return Promise.all(
    shippedStrategyNames().map(async (name) => {
      const { definition } = await loadStrategy(name);
      return { info: strategyInfo(name, true, definition), source: name };
    }),
  );
}

/** The files of a folder. One that cannot be used is listed with the reason, so that its owner sees why it is not there. */
export async function ownStrategies(folder: string): Promise<RunnableStrategy[]> {
  const sources = strategyFiles(folder).map((name) => join(folder, name));
  const found: RunnableStrategy[] = [];
  for (let at = 0; at < sources.length; at += READERS) {
    const infos = sources
      .slice(at, at + READERS)
      .map(async (source) => ({ info: await readStrategyFile(source), source }));
    found.push(...(await Promise.all(infos)));
  }
  return found;
}

/** The strategies that ship, and those of a folder. */
export async function runnableStrategies(folder: string): Promise<readonly RunnableStrategy[]> {
  return [...(await shippedStrategies()), ...(await ownStrategies(folder))];
}
