// `npm test`: everything that the repository checks about itself. Each step runs even where one before it failed.
//
// Arguments go to Vitest: `npm test -- packages/model` runs the static checks and the tests of one room.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runStaticChecks, staticChecks } from './check/static-checks.ts';
import { runTests } from './check/run-tests.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const startedMs = performance.now();

const failedChecks = await runStaticChecks(staticChecks, { cwd, parallel: Math.min(2, availableParallelism()) });
const tests = await runTests({ cwd, args: process.argv.slice(2), shown: true });

if (failedChecks.length > 0) console.log(`failed above: ${failedChecks.join(', ')}\n`);
if (tests.skipped.length > 0) console.log(`skipped:\n${tests.skipped.map((title) => `    ${title}`).join('\n')}\n`);
console.log(`checked in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);

const passed = staticChecks.length - failedChecks.length + tests.passed;
const failed = failedChecks.length + tests.failed;
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed, ${tests.skipped.length} skipped`);
