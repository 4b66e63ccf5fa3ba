import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, CSV_WORDS, madeCsv, type TestFolder } from './testing/test-folder.ts';

let folder: TestFolder;
const runs: string[] = [];

async function run(...words: readonly string[]): Promise<Ended> {
  return runPipwright(words, { home: folder.path });
}

async function runJson<Value>(code: number, ...words: readonly string[]): Promise<Value> {
  const ended = await run('--json', ...words);
  expect(ended.code, `${ended.stderr}${ended.stdout}`).toBe(code);
  return JSON.parse(ended.stdout) as Value;
}

interface Failure {
  readonly error: { readonly code: string; readonly action: string };
}

beforeAll(async () => {
  folder = createTestFolder();
  const csv = folder.write('candles.csv', madeCsv('H1', 3000));
  const imported = await run('import', csv, ...CSV_WORDS, '--timeframe', 'H1');
  expect(imported.code, imported.stderr).toBe(0);
  for (const fast of ['10', '25']) {
    const backtest = ['backtest', 'ema-cross', '--symbol', 'EURUSD', '--timeframe', 'H1', '--set', `fast=${fast}`];
    runs.push((await runJson<{ runId: string }>(0, ...backtest)).runId);
  }
});
afterAll(() => folder.remove());

test('puts two runs side by side in the terminal and on a page', async () => {
  const compared = await run('compare', ...runs, '--output', 'two.html');
  expect(compared.code, compared.stderr).toBe(0);
  expect(compared.stdout).toMatch(/^Parameter fast +10 +25$/m);
  expect(compared.stdout).toMatch(/^Net profit +[-+][\d,.]+ USD.* +[-+][\d,.]+ USD/m);
  expect(compared.stdout).toMatch(/^Net profit .* \*/m);
  const page = readFileSync(join(folder.path, 'two.html'), 'utf8');
  for (const id of runs) expect(page).toContain(id);
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="?https?:/);
});

test('as JSON it is one document; runs that are not there are named', async () => {
  const { runs: found, file } = await runJson<{ runs: { id: string }[]; file: string | null }>(
    0,
    'compare',
    ...runs,
    '--no-page',
  );
  expect(found.map(({ id }) => id)).toEqual(runs);
  expect(file).toBeNull();
  expect(existsSync(join(folder.path, 'pipwright-comparison.html'))).toBe(false);
  const { error } = await runJson<Failure>(1, 'compare', runs[0]!, 'backtest-none');
  expect(error.code).toBe('NO_BACKTEST');
});

test('exports the newest run, each file in the format of its extension', async () => {
  const { run: id, files } = await runJson<{ run: string; files: { what: string; format: string; rows: number }[] }>(
    0,
    'export',
    '--trades',
    'trades.csv',
    '--equity',
    'equity.parquet',
  );
  expect(id).toBe(runs[1]);
  expect(files.map(({ what, format }) => [what, format])).toEqual([
    ['trades', 'csv'],
    ['equity', 'parquet'],
  ]);
  const lines = readFileSync(join(folder.path, 'trades.csv'), 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(files[0]!.rows + 1);
  expect(lines[0]).toMatch(/^trade_id,symbol,side,/);
  expect(readFileSync(join(folder.path, 'equity.parquet')).subarray(0, 4).toString()).toBe('PAR1');
});

test('a format that is none, and nothing to export, are refused', async () => {
  const { error } = await runJson<Failure>(1, 'export', '--trades', 'trades.xlsx');
  expect(error).toMatchObject({ code: 'EXPORT_FORMAT_UNKNOWN' });
  const nothing = await run('export');
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('--trades');
  const alone = await run('compare', runs[0]!, runs[0]!);
  expect(alone.code).toBe(2);
  expect(alone.stderr).toContain('two different runs');
});
