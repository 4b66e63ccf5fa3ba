import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Strategies that ship with the platform, one file each, named as in their definitions. */
const folder = fileURLToPath(new URL('../../../../examples/strategies/', import.meta.url));

function files(): string[] {
  return readdirSync(folder)
    .filter((file) => extname(file) === '.ts' && !file.endsWith('.test.ts') && !file.endsWith('.fixture.ts'))
    .toSorted();
}

/** Names of the strategies that ship, in the order of the alphabet. */
export function shippedStrategyNames(): string[] {
  return files().map((file) => basename(file, '.ts'));
}

/** Path of a strategy that ships, by its name. */
export function shippedStrategy(name: string): string | undefined {
  return shippedStrategyNames().includes(name) ? `${folder}${name}.ts` : undefined;
}
