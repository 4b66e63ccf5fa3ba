import { watch } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { endOf, runPipwright, startPipwright } from './testing/run-pipwright.ts';
import { createTestFolder, CSV_WORDS, madeCsv } from './testing/test-folder.ts';

if (process.platform === 'win32') console.warn('skipped: Windows cannot send Ctrl-C to one process');

test.skipIf(process.platform === 'win32')('Ctrl-C stops an import, and the same command finishes it', async () => {
  const own = createTestFolder();
  try {
    const large = own.write('minutes.csv', madeCsv('M1', 200_000));
    const words = ['import', large, ...CSV_WORDS, '--timeframe', 'M1'];
    const opened = (async () => {
      for await (const { filename } of watch(own.path)) if (filename?.startsWith('candles.duckdb') === true) return;
    })();
    const child = startPipwright(words, { home: own.path });
    const ended = endOf(child);
    await opened;
    child.kill('SIGINT');
    const stopped = await ended;
    expect(stopped.code, stopped.stdout).toBe(130);
    expect(stopped.stderr).toContain('run the same command');
    const finished = await runPipwright(['--json', ...words], { home: own.path });
    expect(finished.code, finished.stderr).toBe(0);
    const listed = await runPipwright(['--json', 'data'], { home: own.path });
    const series = JSON.parse(listed.stdout) as { timeframe: string; count: number }[];
    expect(series.find(({ timeframe }) => timeframe === 'M1')?.count).toBe(200_000);
  } finally {
    own.remove();
  }
});
