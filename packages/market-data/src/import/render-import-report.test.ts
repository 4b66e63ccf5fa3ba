import { isoTime, utcMs } from '@pipwright/model';
import { MemoryCandleStore } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { importFiles } from './import-files.ts';
import { renderImportReport } from './render-import-report.ts';

const HOUR_MS = 3_600_000;

/** An hour of minutes as CSV, on Wednesday 2024-01-10; `bad` breaks the high of one row. */
function hourFile(hour: number, bad = false): { name: string; bytes: Uint8Array } {
  const start = utcMs(2024, 1, 10) + hour * HOUR_MS;
  const rows = Array.from({ length: 60 }, (_, minute) => {
    const time = isoTime(start + minute * 60_000).slice(0, 19);
    const high = bad && minute === 30 ? '1.09' : '1.1002';
    return `${time},1.1,${high},1.0999,1.1001,10`;
  });
  return {
    name: `hour-${hour}.csv`,
    bytes: new TextEncoder().encode(`time,open,high,low,close,volume\n${rows.join('\n')}\n`),
  };
}

const options = { symbol: 'EURUSD', timeZone: 'utc' };

test('a few files are shown one by one', async () => {
  const report = await importFiles({ files: [hourFile(9), hourFile(10)], store: new MemoryCandleStore(), options });
  const text = renderImportReport(report);
  expect(text).toContain('hour-9.csv\n');
  expect(text).toContain('hour-10.csv\n');
  expect(text).toContain('2 imported, 0 already there, 0 refused');
});

test('many files of one kind are summed up, and those with refused rows shown apart', async () => {
  const store = new MemoryCandleStore();
  const files = [...[1, 2, 3, 4, 5, 6, 7].map((hour) => hourFile(hour)), hourFile(8, true)];
  const text = renderImportReport(await importFiles({ files, store, options }));
  expect(text).toContain('hour-8.csv\n');
  expect(text).toMatch(/refused: hour-8\.csv, line 32: high '1\.09'/);
  expect(text).toContain('8 imported, 0 already there, 0 refused');
  const again = renderImportReport(await importFiles({ files, store, options }));
  expect(again).toContain('8 files, hour-1.csv and others');
  expect(again).toContain('already imported: 480 M1 candles of EURUSD, 2024-01-10 01:00 to 2024-01-10 08:59 UTC');
  expect(again).toContain('0 imported, 8 already there, 0 refused');
});
