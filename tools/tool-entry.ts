import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Where the package manager put a package: the first `node_modules/NAME` on the way up from here. */
function packageFolder(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      readFileSync(join(folder, name, 'package.json'));
      return join(folder, name);
    } catch {
      continue;
    }
  }
  throw new Error(`${name} is not installed: run npm ci`);
}

/**
 * The JavaScript file behind a command of an installed package, to be run with `process.execPath`. Unlike the links in
 * `node_modules/.bin` it starts the same way on every system.
 */
export function toolEntry(name: string, command = name): string {
  const folder = packageFolder(name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin[command];
  if (path === undefined) throw new Error(`${name} has no command ${command}`);
  return join(dirname(join(folder, 'package.json')), path);
}
