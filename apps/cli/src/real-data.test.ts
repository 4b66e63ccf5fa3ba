import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportReport } from '@pipwright/market-data';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright } from './testing/run-pipwright.ts';
import { createTestFolder, type TestFolder } from './testing/test-folder.ts';

/** Real market data that may lie beside the repository. */
const data = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const lean = join(data, 'lean/forex/oanda/hour/eurusd.zip');
const day = join(data, 'dukascopy/EURUSD/2019/01/04');
const isAbsent = !existsSync(lean) || !existsSync(day);
if (isAbsent) console.warn(`skipped: there is no real market data at ${data}`);

let folder: TestFolder;
beforeAll(() => {
  folder = createTestFolder();
});
afterAll(() => folder.remove());

async function importInto(home: string, files: readonly string[]): Promise<ImportReport> {
  const { code, stdout, stderr } = await runPipwright(['--json', 'import', ...files], { home });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as ImportReport;
}

test.skipIf(isAbsent)('twelve years of hours import with one line on their gaps, and give days', async () => {
  const { code, stdout } = await runPipwright(['import', lean], { home: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain('74,439 H1 candles of EURUSD, 2007-01-01 21:00 to 2018-12-31 21:00 UTC');
  const [file = ''] = stdout.split('in the store now:');
  expect(file.split('\n').filter((line) => line.includes('gaps'))).toHaveLength(1);
  expect(stdout).toMatch(/EURUSD D1 +3,1\d\d candles/);
  const again = await importInto(folder.path, [lean]);
  expect(again.files.map(({ status }) => status)).toEqual(['already-imported']);
});

test.skipIf(isAbsent)('24 hours of ticks import to all of their minutes', async () => {
  const hours = readdirSync(day).filter((name) => name.endsWith('h_ticks.bi5'));
  expect(hours).toHaveLength(24);
  const { files, series } = await importInto(
    folder.path,
    hours.map((name) => join(day, name)),
  );
  const ticks = files.map((file) => (file.status === 'imported' ? (file.ticks?.accepted ?? 0) : 0));
  expect(ticks.reduce((sum, count) => sum + count, 0)).toBe(136_741);
  expect(series.find(({ timeframe }) => timeframe === 'M1')?.count).toBe(1440);
});
