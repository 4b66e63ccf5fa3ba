import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { COUNTS_FILE, type TestCounts } from './test-counts.ts';

function countModule(module: TestModule): TestCounts {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === 'passed') passed++;
    else if (result.state === 'skipped') {
      skipped.push(
        `${module.relativeModuleId}: ${test.fullName}${result.note === undefined ? '' : ` [${result.note}]`}`,
      );
    } else failed++;
  }
  // A file that could not be loaded, or a hook that failed, has no test of its own to blame.
  if (!module.ok() && failed === 0) failed = 1;
  return { passed, failed, skipped };
}

/** Writes the counts of a run, with the reasons of skipped tests, which Vitest's JSON report leaves out. */
class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env[COUNTS_FILE];
    if (file === undefined) throw new Error(`${COUNTS_FILE} does not say where to write the counts`);
    const counts = modules.map(countModule);
    const total: TestCounts = {
      passed: counts.reduce((sum, { passed }) => sum + passed, 0),
      failed: counts.reduce((sum, { failed }) => sum + failed, unhandledErrors.length),
      skipped: counts.flatMap(({ skipped }) => skipped),
    };
    writeFileSync(file, JSON.stringify(total));
  }
}

// Vitest loads a reporter by its default export.
// oxlint-disable-next-line import/no-default-export
export default CountReporter;
