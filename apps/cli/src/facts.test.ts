import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('facts are imported once, bad rows are shown, and what is stored is listed', async () => {
  const file = join(folder.path, 'calendar.csv');
  writeFileSync(
    file,
    'time,currency,impact,event,actual,forecast,previous\n' +
      '2024-02-02T13:30:00Z,USD,high,Non-Farm Employment Change,353K,187K,216K\n' +
      '2024-02-09T13:30:00Z,CAD,unknown,Unemployment Rate,,5.9%,5.8%\n',
  );
  const first = await run('facts', 'import', file);
  expect(first.code).toBe(3);
  expect(first.stdout).toContain('2 new rows of calendar, 0 stored before');
  expect(first.stdout).toContain("line 3: impact 'unknown' is none of high, medium, low, holiday");
  expect(first.stdout).toContain('known from 2024-01-28 22:00 to 2024-02-02 13:30 UTC');
  const again = await run('--json', 'facts', 'import', file);
  expect(JSON.parse(again.stdout)).toMatchObject([{ inserted: 0, kept: 2, rejected: 1 }]);
  const listed = await run('facts');
  expect(listed).toMatchObject({ code: 0 });
  expect(listed.stdout).toMatch(/calendar +2 +2024-01-28 22:00 +2024-02-02 13:30 +USD +calendar-csv/);
}, 60_000);

test('a file that is none of the kinds is refused with what it begins with', async () => {
  const file = join(folder.path, 'other.csv');
  writeFileSync(file, 'a,b\n1,2\n');
  const { code, stderr } = await run('facts', 'import', file);
  expect(code).toBe(1);
  expect(stderr).toContain('It begins with: a,b 1,2');
}, 60_000);
