import type { FileReport } from '@pipwright/market-data';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, CSV_WORDS, madeCsv, type TestFolder } from './testing/test-folder.ts';

const TIMEOUT_MS = 60_000;

let folder: TestFolder;
beforeAll(() => {
  folder = createTestFolder();
});
afterAll(() => folder.remove());

async function run(...words: readonly string[]): Promise<Ended> {
  return runPipwright(words, { home: folder.path });
}

/** Prices of a pair as those of an index: two thousand times as large, with two decimals. */
function indexCsv(): string {
  const [header, ...rows] = madeCsv('H1', 600).trimEnd().split('\n');
  const scaled = rows.map((row) => {
    const [time, open, high, low, close, volume] = row.split(',');
    return [time, ...[open, high, low, close].map((price) => (2000 * Number(price)).toFixed(2)), volume].join(',');
  });
  return [header, ...scaled, ''].join('\n');
}

test(
  'an index is imported by the name that its provider gives it, listed, and compared with',
  async () => {
    const words = CSV_WORDS.filter((word) => word !== '--symbol' && word !== 'EURUSD');
    const pair = await run('import', folder.write('pair.csv', madeCsv('H1', 600)), ...CSV_WORDS);
    expect(pair.code, pair.stdout + pair.stderr).toBe(0);
    const index = await run(
      'import',
      folder.write('index.csv', indexCsv()),
      '--symbol',
      'spx500_usd',
      ...words,
      '--json',
    );
    expect(index.code, index.stderr).toBe(0);
    const { files } = JSON.parse(index.stdout) as { files: FileReport[] };
    expect(files).toMatchObject([{ status: 'imported', symbol: 'US500', gaps: { count: 0 } }]);
    expect((await run('data', 'list')).stdout).toMatch(/US500 +H1 +600/);

    const shown = await run('features', 'show', 'EURUSD', '--at', '2015-02-04T13:00', '--json');
    expect(shown.code, shown.stderr).toBe(0);
    const { features } = JSON.parse(shown.stdout) as { features: { name: string; value: number | null }[] };
    const valueOf = (name: string): number | null | undefined => features.find((one) => one.name === name)?.value;
    // It moves as the pair does: it is the pair.
    expect(valueOf('index_correlation_120')).toBeGreaterThan(0.95);
    expect(valueOf('index_change_24')).not.toBeNull();
    expect(valueOf('bond_correlation_120') ?? null).toBeNull();
  },
  TIMEOUT_MS,
);

test.each(['train', 'backtest', 'lookahead'])('%s says that an index is compared with, not traded', async (command) => {
  const { code, stderr } = await run(command, 'US500');
  expect(code).toBe(2);
  expect(stderr).toContain('US500 is a reference market: features compare with it, and it is not traded.');
});

test('import of what is neither an instrument nor a reference market names both lists', async () => {
  const { code, stderr } = await run('import', 'x.csv', '--symbol', 'BTCUSD');
  expect(code).toBe(2);
  expect(stderr).toMatch(/catalogue of 28 pairs.*reference markets US500, NAS100/s);
});
