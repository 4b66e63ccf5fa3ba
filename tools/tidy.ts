// Checks the repository's own style. An argument names another folder to check.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './tidy/checks.ts';
import { readRepository } from './tidy/repository.ts';

const files = readRepository(resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))));
let count = 0;
for (const [name, check] of Object.entries(checks)) {
  for (const { path, line, message } of check(files)) {
    count++;
    console.log(`${path}${line === 0 ? '' : `:${line}`}: ${message} [${name}]`);
  }
}
console.log(`tidy: ${files.length} files, ${Object.keys(checks).length} checks, ${count} findings`);
process.exitCode = count === 0 ? 0 : 1;
