import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, CSV_WORDS, madeCsv, type TestFolder } from './testing/test-folder.ts';

let folder: TestFolder;
let csv: string;
beforeAll(() => {
  folder = createTestFolder();
  csv = folder.write('candles.csv', madeCsv('H1', 4000));
});
afterAll(() => folder.remove());

async function run(...words: readonly string[]): Promise<Ended> {
  return runPipwright(words, { home: folder.path });
}

/** Runs with `--json` and expects exactly one JSON value on standard output. */
async function runJson<Value>(code: number, ...words: readonly string[]): Promise<Value> {
  const ended = await run('--json', ...words);
  expect(ended.code, `${ended.stderr}${ended.stdout}`).toBe(code);
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(ended.stdout) as Value;
}

interface Failure {
  readonly error: { readonly code: string; readonly message: string; readonly action: string };
}

test('before anything is stored, each command says what comes first', async () => {
  const data = await run('data');
  expect(data.code).toBe(0);
  expect(data.stdout).toContain('pipwright import FILE');
  const train = await run('train', 'EURUSD');
  expect(train.code).toBe(1);
  expect(train.stderr).toContain('pipwright import');
  const { error } = await runJson<Failure>(1, 'report');
  expect(error.code).toBe('NO_BACKTEST');
  expect(error.action).toContain('pipwright backtest');
});

test('imports once, and says so the second time', async () => {
  const words = ['import', csv, ...CSV_WORDS, '--timeframe', 'H1'];
  const first = await run(...words);
  expect(first.code, first.stderr).toBe(0);
  expect(first.stdout).toMatch(/4,000/);
  const again = await run(...words);
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(/already|before/i);
  const report = await runJson<{ files: { status: string }[] }>(0, ...words);
  expect(report.files.map(({ status }) => status)).toEqual(['already-imported']);
});

test('lists what is stored, for people and for scripts', async () => {
  const series = await runJson<{ symbol: string; timeframe: string; count: number }[]>(0, 'data', 'list');
  expect(series.find(({ timeframe }) => timeframe === 'H1')).toMatchObject({ symbol: 'EURUSD', count: 4000 });
  expect(series.map(({ timeframe }) => timeframe)).toContain('D1');
  const { stdout } = await run('data');
  expect(stdout).toMatch(/EURUSD +H1 +4,000 +2015-01-04 22:00/);
  const imports = await runJson<{ file: string; report: { candles: { read: number } } }[]>(0, 'data', 'imports');
  expect(imports).toHaveLength(1);
  expect(imports[0]?.report.candles.read).toBe(4000);
  expect((await run('data', 'imports')).stdout).toMatch(/csv +EURUSD +4,000 +0 +0/);
});

test('checks for look-ahead on what is stored', async () => {
  const checked = await runJson<{ candles: number; compared: number; leaks: unknown[] }>(
    0,
    'lookahead',
    'EURUSD',
    '--cuts',
    '2',
  );
  expect(checked).toMatchObject({ candles: 4000, leaks: [] });
  expect(checked.compared).toBeGreaterThan(100_000);
  expect((await run('lookahead', 'EURUSD', '--cuts', '2')).stdout).toContain('Nothing looks ahead.');
});

test('a file that is no price file is refused with what to do; a bad row is kept back with its line', async () => {
  const bad = folder.write('bad.csv', 'the quick brown fox\njumps over\n');
  const refused = await run('import', bad);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('bad.csv');
  const rows = madeCsv('M15', 300).split('\n');
  rows[100] = (rows[100] as string).replace(/,[\d.]+,/, ',-1.5,');
  const flawed = folder.write('flawed.csv', rows.join('\n'));
  const found = await run('import', flawed, ...CSV_WORDS, '--timeframe', 'M15');
  expect(found.code).toBe(3);
  const kept = await runJson<{ file: string; line: number; field: string; value: string; reason: string }[]>(
    3,
    'data',
    'refused',
  );
  expect(kept).toHaveLength(1);
  expect(kept[0]?.line).toBe(101);
  expect(kept[0]?.value).toContain('-1.5');
  const missing = await run('import', join(folder.path, 'nowhere.csv'));
  expect(missing.code).toBe(1);
  expect(`${missing.stdout}${missing.stderr}`).toContain('nowhere.csv');
});

const TRAIN = ['train', 'EURUSD', '--model', 'logistic-regression', '--folds', '3', '--horizon', '4h'];

test('trains, backtests and reports; the page holds the verdict', async () => {
  const trained = await runJson<{ modelId: string; alreadyTrained: boolean }>(0, ...TRAIN);
  expect(trained).toMatchObject({ alreadyTrained: false });
  const again = await run(...TRAIN);
  expect(again.stdout).toContain(`Model ${trained.modelId} (trained before`);
  const backtest = await runJson<{ runId: string; digest: string; verdict: { headline: string } }>(
    0,
    'backtest',
    'EURUSD',
  );
  const told = await run('backtest', 'EURUSD');
  expect(told.stdout).toContain(backtest.verdict.headline);
  expect(told.stdout).toContain(`Digest ${backtest.digest}`);
  const { file, run: reported } = await runJson<{ file: string; run: string }>(0, 'report', '--output', 'eurusd.html');
  expect(reported).toBe(backtest.runId);
  const page = readFileSync(file, 'utf8');
  expect(page).toContain(JSON.stringify(backtest.verdict.headline).slice(1, -1));
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="?https?:/);
  const plain = await run('report', backtest.runId);
  expect(plain.code).toBe(0);
  expect(existsSync(join(folder.path, `pipwright-${backtest.runId}.html`))).toBe(true);
});

test('a report that cannot be written names the file', async () => {
  const { code, stderr } = await run('report', '--output', join('no', 'such', 'folder', 'report.html'));
  expect(code).toBe(1);
  expect(stderr).toContain('report.html');
  expect(stderr).not.toContain('fault of the platform');
});

test('lists runs, and the doctor finds nothing broken', async () => {
  const runs = await runJson<{ kind: string }[]>(0, 'runs');
  expect(runs.map(({ kind }) => kind).toSorted()).toEqual(['backtest', 'train']);
  expect((await run('runs', '--limit', '1')).stdout.trimEnd().split('\n')).toHaveLength(2);
  const checks = await runJson<{ name: string; status: string }[]>(0, 'doctor');
  expect(checks.filter(({ status }) => status === 'failure')).toEqual([]);
  expect((await run('doctor')).stdout).toContain('Everything that the platform needs is there.');
  const { error } = await runJson<Failure>(1, 'replay');
  expect(error.code).toBe('NO_PAPER_RUN');
});
