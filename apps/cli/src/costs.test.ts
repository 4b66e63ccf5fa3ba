import { isoTime, utcMs } from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPipwright, type Ended } from './testing/run-pipwright.ts';
import { createTestFolder, type TestFolder } from './testing/test-folder.ts';

let folder: TestFolder;
beforeAll(() => {
  folder = createTestFolder();
});
afterAll(() => folder.remove());

async function run(...words: readonly string[]): Promise<Ended> {
  return runPipwright(words, { home: folder.path });
}

/** Ticks of a Tuesday from 8:00 New York on, twelve a minute for two hours: 9 points apart, and 15 in the second hour. */
function ticks(): string {
  const rows = Array.from({ length: 1440 }, (_, index) => {
    const time = isoTime(utcMs(2024, 6, 4, 12) + index * 5000)
      .replace('T', ' ')
      .replace('Z', '000+00:00');
    const bid = 1.1 + (index % 5) / 100_000;
    return `${time},${bid.toFixed(5)},${(bid + (index < 720 ? 9 : 15) / 100_000).toFixed(5)}`;
  });
  return ['timestamp,bid,ask', ...rows, ''].join('\n');
}

test('spreads are fitted to imported ticks and shown by the hour', async () => {
  const before = await run('costs', 'fit', 'EURUSD');
  expect(before).toMatchObject({ code: 1 });
  expect(before.stderr).toContain('There are neither ticks of EURUSD');
  const imported = await run('import', folder.write('eurusd-ticks.csv', ticks()));
  expect(imported.stderr + imported.stdout).toContain('1 imported');
  const fitted = await run('costs', 'fit', 'EURUSD');
  expect(fitted).toMatchObject({ code: 0 });
  expect(fitted.stdout).toMatch(/^08:00 +1\.00 +█+. +0\.90 +0\.90 +0\.90 +0\.90 +60$/m);
  expect(fitted.stdout).toMatch(/^09:00 +1\.40 +█+ +1\.50 +1\.50 +1\.50 +1\.50 +60$/m);
  const shown = await run('--json', 'costs', 'show', 'EURUSD');
  const sheet = JSON.parse(shown.stdout) as { spread: { rows: { part: string; spread: number; minutes: number }[] } };
  // Sixty minutes of 9 against thirty of the mean of both hours, 12.
  expect(sheet.spread.rows.find(({ part }) => part === '08:00')?.spread).toBeCloseTo(10, 1);
}, 60_000);

test("a broker's terms take the place of the catalogue's, and go again", async () => {
  const file = folder.write('broker.json', '{"margin":{"leverage":500},"swap":{"long":-9.5}}');
  const rates = folder.write('rates.csv', 'from,long,short\n2024-01-01,-6,2\n');
  const banks = folder.write('banks.csv', 'currency,date\nUSD,2024-07-04\n');
  const set = await run('costs', 'contract', 'EURUSD', '--file', file, '--swap-history', rates, '--holidays', banks);
  expect(set).toMatchObject({ code: 0, stderr: '' });
  expect(set.stdout).toContain('of the catalogue, with swap, margin of your own');
  expect(set.stdout).toContain('1:500; of what is hedged 50 %');
  expect(set.stdout).toContain('moved by holidays');
  const shown = await run('--json', 'costs', 'show', 'EURUSD');
  expect(JSON.parse(shown.stdout)).toMatchObject({
    contract: { swap: { long: -9.5, short: 2.9, history: [{ long: -6, short: 2 }] }, margin: { leverage: 500 } },
    stored: { swap: { holidayNights: { '2024-07-01': 2, '2024-07-02': 0 } } },
  });
  const reset = await run('costs', 'contract', 'EURUSD', '--reset');
  expect(reset.stdout).toContain('contract    of the catalogue\n');
  const wrong = await run('costs', 'contract', 'EURUSD', '--file', folder.write('wrong.json', '{"swaps":{}}'));
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toContain('Unrecognized key: "swaps"');
}, 60_000);
