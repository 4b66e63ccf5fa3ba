import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** Path of a file of real market data that may lie beside the repository, or undefined where it does not. */
export function sharedData(...path: string[]): string | undefined {
  const file = join(root, ...path);
  return existsSync(file) ? file : undefined;
}
