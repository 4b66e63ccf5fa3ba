import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, type TestFolder } from './testing/test-folder.ts';

const COMMANDS = [
  'serve',
  'import',
  'download',
  'data',
  'facts',
  'features',
  'lookahead',
  'train',
  'backtest',
  'report',
  'compare',
  'export',
  'runs',
  'replay',
  'doctor',
];

let folder: TestFolder;
beforeAll(() => {
  folder = createTestFolder();
});
afterAll(() => folder.remove());

async function run(...words: readonly string[]): Promise<Ended> {
  return runPipwright(words, { home: folder.path });
}

test('its help names every command, and the exit codes', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  expect(stdout).toContain('Exit codes');
});

const BELOW = [
  'data list',
  'data imports',
  'data refused',
  'facts list',
  'facts import',
  'features list',
  'features describe',
  'features build',
  'features check',
  'features show',
];

test.each([...COMMANDS, ...BELOW])('the help of %s shows an example and opens nothing', async (words) => {
  const { code, stdout, stderr } = await run(...words.split(' '), '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: pipwright /);
  expect(stdout).toMatch(new RegExp(`^Examples?:\\n  pipwright ${words}`, 'm'));
  expect(stdout).toContain('--json');
  expect(stderr).toBe('');
  expect(existsSync(join(folder.path, 'ledger'))).toBe(false);
});

test.each([
  ['an unknown command', ['improt', 'x.csv'], /unknown command 'improt'/],
  ['an unknown option', ['runs', '--lmit', '5'], /unknown option '--lmit'/],
  ['a missing argument', ['train'], /missing required argument 'symbol'/],
  ['an unknown symbol', ['train', 'EURDOG'], /catalogue of 28 pairs/],
  ['an unknown timeframe', ['train', 'EURUSD', '-t', 'H2'], /Use one of M1, M5/],
  ['a number that is none', ['runs', '--limit', 'many'], /It is not a number/],
  ['a number out of range', ['backtest', 'EURUSD', '--risk', '3'], /from 0.0001 to 0.2/],
  ['half a day', ['backtest', 'EURUSD', '--from', '2019-02'], /YYYY-MM-DD/],
  ['a day that does not exist', ['backtest', 'EURUSD', '--from', '2019-02-30'], /There is no such time/],
  ['a group that is none', ['features', 'list', '--group', 'magic'], /Allowed choices are trend/],
  ['too many threads', ['features', 'build', 'EURUSD', '--threads', '9'], /from 0 to 2/],
  ['a moment left out', ['features', 'show', 'EURUSD'], /--at/],
  ['a currency that is none', ['backtest', 'EURUSD', '--currency', 'euros'], /--currency/],
  ['a mandatory option left out', ['download', 'dukascopy', 'EURUSD', '--from', '2024-01-01'], /--to/],
])('%s is wrong usage, with a hint', async (_name, words, hint) => {
  const { code, stdout, stderr } = await run(...words);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(hint);
  expect(stderr).toContain('--help');
});

test('tells its version', async () => {
  expect(await run('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n' });
});

/** A Node of the user's own, older than the packaged one. */
function olderNode(): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const files = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => !path.includes('node_modules'))
    .map((path) => join(path, name));
  const isOlder = (file: string): boolean => {
    const [, major] = /^v(\d+)\./.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? [];
    return major !== undefined && Number(major) >= 18 && Number(major) < 24;
  };
  return files.find((file) => existsSync(file) && isOlder(file)) ?? null;
}

const older = olderNode();
if (older === null) console.warn('skipped: there is no Node from 18 to 23 on PATH to start the launcher with');

test.skipIf(older === null)(
  'the launcher under an older Node starts the packaged one, and hands its exit code on',
  async () => {
    const node = older as string;
    const done = await runPipwright(['--json', 'data', 'list'], { home: folder.path, node });
    expect(done).toMatchObject({ code: 0, stdout: '[]\n' });
    const wrong = await runPipwright(['train', 'EURDOG'], { home: folder.path, node });
    expect(wrong.code).toBe(2);
  },
);
