import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolEntry } from '../tool-entry.ts';
import { runTool } from './run-tool.ts';
import { COUNTS_FILE, settleCounts, type TestCounts } from './test-counts.ts';

const reporter = fileURLToPath(new URL('count-reporter.ts', import.meta.url));

/**
 * Runs the tests of a folder and counts them.
 * @param options.args further arguments of Vitest, such as a part of a file's name
 * @param options.shown whether Vitest's own output is printed
 */
export async function runTests(options: {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly shown: boolean;
}): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'pipwright-check-'));
  const file = join(folder, 'counts.json');
  try {
    const args = [toolEntry('vitest'), 'run', '--reporter=default', `--reporter=${reporter}`, ...options.args];
    const { code } = await runTool(args, { cwd: options.cwd, shown: options.shown, env: { [COUNTS_FILE]: file } });
    const counts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestCounts) : undefined;
    return settleCounts(counts, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
