import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { candlesFrom, type SymbolName } from '@pipwright/model';
import { startScript } from '@pipwright/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDuckDbCandleStore } from './index.ts';

const EURUSD = 'EURUSD' as SymbolName;
let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-open-'));
  file = join(directory, 'made on the way', 'candles.duckdb');
});
afterEach(() => rm(directory, { recursive: true }));

function oneCandle(time: number) {
  const prices = { open: 1, high: 1, low: 1, close: 1, askOpen: 1, askHigh: 1, askLow: 1, askClose: 1 };
  return {
    symbol: EURUSD,
    timeframe: 'M1',
    askSource: 'quoted',
    origin: 'ticks',
    source: 'x',
    candles: candlesFrom([{ time, ...prices, volume: 0 }]),
  } as const;
}

test('a second process is told who holds the file, and may try again', async () => {
  const url = JSON.stringify(new URL('./index.ts', import.meta.url).href);
  const holder = startScript({
    source: `
      import { openDuckDbCandleStore } from ${url};
      await openDuckDbCandleStore({ file: ${JSON.stringify(file)} });
      console.log('open');`,
  });
  await holder.line();
  const second = openDuckDbCandleStore({ file });
  await expect(second).rejects.toMatchObject({
    code: 'CANDLE_STORE_BUSY',
    category: 'INTEGRATION',
    retryable: true,
    message: expect.stringContaining(`PID ${holder.pid}`) as string,
  });
  await holder.kill();
  await (await openDuckDbCandleStore({ file })).close();
});

test('the same process cannot open a file twice, but again after closing it', async () => {
  const store = await openDuckDbCandleStore({ file });
  await expect(openDuckDbCandleStore({ file })).rejects.toMatchObject({ code: 'CANDLE_STORE_BUSY' });
  await store.close();
  await store.close();
  await expect(store.listSeries()).rejects.toMatchObject({ code: 'CANDLE_STORE_CLOSED' });
  await (await openDuckDbCandleStore({ file })).close();
});

test('refuses a file that is not a candle store', async () => {
  const text = join(directory, 'notes.txt');
  await writeFile(text, 'this is not a database. '.repeat(400));
  await expect(openDuckDbCandleStore({ file: text })).rejects.toMatchObject({ code: 'CANDLE_STORE_NOT_OPENED' });
  const none = join(directory, 'none.duckdb');
  const reading = openDuckDbCandleStore({ file: none, readOnly: true });
  await expect(reading).rejects.toMatchObject({ code: 'CANDLE_STORE_NOT_OPENED' });
  expect(existsSync(none)).toBe(false);
});

test('opened for reading only, it reads and refuses to write', async () => {
  const writer = await openDuckDbCandleStore({ file });
  await writer.writeCandles(oneCandle(0));
  await writer.close();
  const reader = await openDuckDbCandleStore({ file, readOnly: true });
  expect(await reader.listSeries()).toHaveLength(1);
  await expect(reader.writeCandles(oneCandle(60_000))).rejects.toMatchObject({ code: 'CANDLE_STORE_READ_ONLY' });
  await reader.close();
});

test('calls that are not awaited are answered in order, and close waits for them', async () => {
  const store = await openDuckDbCandleStore({ file });
  const writes = [2, 0, 1].map((minute) => store.writeCandles(oneCandle(minute * 60_000)));
  const read = store.readCandles({ symbol: EURUSD, timeframe: 'M1' });
  const closed = store.close();
  expect(await Promise.all(writes)).toHaveLength(3);
  expect([...(await read).candles.time]).toEqual([0, 60_000, 120_000]);
  await closed;
});

test('many small writes do not make the log grow without bound', async () => {
  const store = await openDuckDbCandleStore({ file, temporaryDirectory: join(directory, 'temporary') });
  await store.beginImport({ digest: 'd', file: 'f' });
  const value = 'x'.repeat(100_000);
  for (let index = 0; index < 60; index++) {
    const rows = Array.from({ length: 10 }, (_, line) => ({ file: 'f', line, field: 'a', value, reason: '' }));
    await store.commitChunk({ digest: 'd', index, batches: [], ticks: null, quarantined: rows });
  }
  const log = await stat(`${file}.wal`).then(
    ({ size }) => size,
    () => 0,
  );
  expect(log).toBeLessThan(32_000_000);
  await store.close();
  expect(existsSync(`${file}.wal`)).toBe(false);
});
