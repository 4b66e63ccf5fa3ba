import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runStaticChecks } from './static-checks.ts';
import { runTests } from './run-tests.ts';
import { runTool } from './run-tool.ts';
import { settleCounts } from './test-counts.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipwright-check-test-'));
  symlinkSync(modules, join(folder, 'node_modules'), 'junction');
  const head = "import { describe, expect, test } from 'vitest';\n";
  const files = {
    'good/a.test.ts': `${head}test('one', () => expect(1).toBe(1));
test.each([1, 2])('each %i', (n) => expect(n).toBeGreaterThan(0));
test('browser', (context) => context.skip(true, 'no Chromium found'));
describe.skipIf(true)('needs real data', () => test('reads', () => {}));\n`,
    'bad/wrong.test.ts': `${head}test('one', () => expect(1).toBe(1));\ntest('two', () => expect(1).toBe(2));\n`,
    'bad/unloaded.test.ts': "import './missing.ts';\n",
    'rejected/late.test.ts': `${head}test('one', () => { void Promise.reject(new Error('late')); expect(1).toBe(1); });\n`,
    'ok.mjs': "console.log('fine');\n",
    'fails.mjs': "console.error('line 3: wrong');\nprocess.exit(2);\n",
    'crashes.mjs': 'process.abort();\n',
  };
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), source);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('counts passed tests, and lists what was skipped with its reason', async () => {
  expect(await runTests({ cwd: folder, args: ['good'], shown: false })).toEqual({
    passed: 3,
    failed: 0,
    skipped: ['good/a.test.ts: browser [no Chromium found]', 'good/a.test.ts: needs real data > reads'],
  });
});

test('counts failed tests and files that cannot be loaded', async () => {
  expect(await runTests({ cwd: folder, args: ['bad'], shown: false })).toEqual({ passed: 1, failed: 2, skipped: [] });
});

test('counts a rejection that no test handled', async () => {
  expect(await runTests({ cwd: folder, args: ['rejected'], shown: false })).toMatchObject({ passed: 1, failed: 1 });
});

test('a run that counted nothing, or exits badly with nothing failed, has failed', async () => {
  expect(await runTests({ cwd: folder, args: ['no-such-file'], shown: false })).toMatchObject({ passed: 0, failed: 1 });
  expect(settleCounts({ passed: 4, failed: 0, skipped: [] }, 1)).toEqual({ passed: 4, failed: 1, skipped: [] });
  expect(settleCounts(undefined, 0).failed).toBe(1);
});

test('static checks all run, and the failed ones show their output', async () => {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  const scripts = ['fails', 'ok', 'crashes', 'ok'];
  const checks = scripts.map((name) => ({ name, args: () => [`${name}.mjs`] }));
  expect((await runStaticChecks(checks, { cwd: folder, parallel: 2 })).toSorted()).toEqual(['crashes', 'fails']);
  log.mockRestore();
  const text = printed.join('\n');
  expect(text.match(/^ok /gm)).toHaveLength(2);
  expect(text).toMatch(/FAILED fails .* s\n {4}line 3: wrong/);
  expect(text).toContain('FAILED crashes');
});

test('a tool that cannot be started has failed', async () => {
  expect(await runTool(['no-such-script.mjs'], { cwd: folder, shown: false })).toMatchObject({ code: 1 });
  expect(await runTool(['ok.mjs'], { cwd: join(folder, 'no-such-folder'), shown: false })).toMatchObject({ code: 1 });
});
