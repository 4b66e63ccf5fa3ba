import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { FeatureCheck, FeatureDescription, FeatureList, StoredFeatureBuild } from '@pipwright/server';
import { openStores, readConfiguration } from '@pipwright/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, CSV_WORDS, madeCsv, type TestFolder } from './testing/test-folder.ts';

const TIMEOUT_MS = 60_000;
const CANDLES = 3000;

let folder: TestFolder;
beforeAll(() => {
  folder = createTestFolder();
});
afterAll(() => folder.remove());

async function run(...words: readonly string[]): Promise<Ended> {
  return runPipwright(['features', ...words], { home: folder.path });
}

/** Runs with `--json` and expects exactly one JSON value on standard output. */
async function runJson<Value>(code: number, ...words: readonly string[]): Promise<Value> {
  const ended = await run(...words, '--json');
  expect(ended.code, `${ended.stderr}${ended.stdout}`).toBe(code);
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(ended.stdout) as Value;
}

/** Alters one stored value of a feature, in the row of each span's first candle. */
async function alterStoredRows(feature: string): Promise<void> {
  const stores = openStores(readConfiguration({ PIPWRIGHT_HOME: folder.path }, {}));
  await stores.features(async (store) => {
    const [key] = await store.listFeatures();
    if (key === undefined) throw new Error('no features are stored');
    const spans = await store.readSpans(key);
    const { names, time, columns } = await store.readRows(key);
    const state = await store.readState(key, spans[0]?.digest ?? '');
    columns[names.indexOf(feature)]?.fill(7, 1000);
    await store.removeAfter(key, null);
    await store.writeBlock({
      key: { tenant: key.tenant, symbol: key.symbol, timeframe: key.timeframe, version: key.version },
      names,
      time: Float64Array.from(time),
      columns: columns.map((column) => Float32Array.from(column)),
      digest: spans.at(-1)?.digest ?? '',
      follows: null,
      joins: false,
      state: Float64Array.from(state ?? []),
    });
  });
  await stores.close();
}

test(
  'lists the catalogue and describes a feature, before anything is stored',
  async () => {
    const { code, stdout } = await run('list', '--group', 'momentum');
    expect(code).toBe(0);
    expect(stdout).toMatch(/rsi_14 +momentum +ratio +15 H1 +candles +\(RSI\(14\) - 50\) \/ 50/);
    expect(stdout).toMatch(/^\d+ of \d+ features over H1 candles, version [\da-f]{16}: momentum \d+$/m);
    const calendar = await runJson<FeatureList>(0, 'list', '--needs', 'calendar', '-t', 'M1');
    expect(new Set(calendar.entries.map(({ needs }) => needs))).toEqual(new Set(['calendar']));
    expect(calendar.total).toBeGreaterThan(150);
    const told = await run('describe', 'h4_rsi_14');
    expect(told.stdout).toContain('15 H4 candles, 2 d 12 h of open market');
    expect(told.stdout).toContain('sees H4 candles whose close is at or before it');
    expect(told.stdout).toMatch(/Relative strength index \(period 14\) over H4 candles: rsi\n {4}How much/);
    const described = await runJson<FeatureDescription>(0, 'describe', 'RSI_14');
    expect(described.indicators.map(({ id }) => id)).toEqual(['rsi']);
  },
  TIMEOUT_MS,
);

test(
  'an unknown name, and a series that is not stored, say what to do',
  async () => {
    const unknown = await run('describe', 'rsi14');
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('Nearest are rsi_14');
    const { error } = await runJson<{ error: { code: string } }>(1, 'build', 'EURUSD');
    expect(error.code).toBe('NO_CANDLES');
  },
  TIMEOUT_MS,
);

test(
  'builds once, and then only what is new',
  async () => {
    const csv = folder.write('candles.csv', madeCsv('H1', CANDLES));
    const imported = await runPipwright(['import', csv, ...CSV_WORDS, '--timeframe', 'H1'], { home: folder.path });
    expect(imported.code, imported.stderr).toBe(0);
    const early = await runJson<StoredFeatureBuild>(0, 'build', 'EURUSD', '--threads', '0', '--until', '2015-03-01');
    expect(early.kept).toBe(0);
    expect(early.written).toBeGreaterThan(500);
    const rest = await runJson<StoredFeatureBuild>(0, 'build', 'EURUSD', '--threads', '2');
    expect(rest.kept + rest.written).toBe(CANDLES);
    expect(rest).toMatchObject({ kept: early.written, removed: 0, version: early.version });
    expect(rest.missing.map(({ needs }) => needs)).toContain('calendar');
    const told = await run('build', 'EURUSD');
    expect(told.stdout).toContain('3,000 kept, 0 written, 0 removed: everything was up to date');
    expect(told.stdout).toMatch(/calendar +12 features; pipwright facts import FILE/);
  },
  TIMEOUT_MS,
);

test(
  'checks find nothing wrong, until a stored row is altered',
  async () => {
    const clean = await run('check', 'EURUSD', '--cuts', '2');
    expect(clean.code, clean.stdout).toBe(0);
    expect(clean.stdout).toMatch(/^Look-ahead: none \(\d+ features and \d+ labels, the latest 3,000 candles, 2 cuts/m);
    expect(clean.stdout).toMatch(/^Stored rows: equal to a fresh stream \(\d+ spans, 3,000 rows/m);
    expect(clean.stdout.trimEnd().endsWith('Nothing is wrong.')).toBe(true);
    await alterStoredRows('rsi_14');
    const check = await runJson<FeatureCheck>(3, 'check', 'EURUSD', '--cuts', '1', '--drift-max', '0');
    expect(check.stored?.skews).toMatchObject([{ feature: 'rsi_14', rows: CANDLES - 1000, stored: 7 }]);
    expect(check.findings[0]).toBe('stored values differ from a fresh stream: rsi_14');
    expect(check.findings.at(-1)).toMatch(/^distributions drifted beyond an index of 0: /);
    const told = await run('check', 'EURUSD', '--cuts', '1');
    expect(told.code).toBe(3);
    expect(told.stdout).toContain('Stored rows: DIFFER from a fresh stream');
    expect(told.stdout).toMatch(/rsi_14: 2,000 rows, first 2015-\d\d-\d\d \d\d:\d\d: stored 7, fresh /);
    expect(told.stdout).toContain('Findings:\n  stored values differ');
  },
  TIMEOUT_MS,
);

test(
  'shows the row of a candle, ranked, and writes it as a page',
  async () => {
    const file = folder.write('sheet.html', '');
    const shown = await run('show', 'EURUSD', '--at', '2015-04-15T13:20', '--output', file);
    expect(shown.code, shown.stderr).toBe(0);
    expect(shown.stdout).toMatch(/rsi_14 +momentum +-?[\d.]+ +ratio +[\d.]+ %/);
    expect(shown.stdout).toContain('the candle of 2015-04-15 13:00 UTC; its row may be used from 2015-04-15 14:00 on');
    expect(shown.stdout).toContain(pathToFileURL(file).href);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('<title>EURUSD H1 features, 2015-04-15 13:00 UTC</title>');
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="?https?:/);
    const { error } = await runJson<{ error: { code: string; message: string } }>(
      1,
      'show',
      'EURUSD',
      '--at',
      '2014-01-01',
    );
    expect(error.code).toBe('NO_SUCH_CANDLE');
    expect(error.message).toContain('2015-01-04 22:00');
  },
  TIMEOUT_MS,
);
