import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { candlesFrom, type SymbolName } from '@pipwright/model';
import type { FeatureBlock } from '../../ports/index.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDuckDbCandleStore, openDuckDbFeatureStore } from '../index.ts';

const EURUSD = 'EURUSD' as SymbolName;
const KEY = { tenant: 'local', symbol: EURUSD, timeframe: 'M1', version: 'v1' } as const;

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-features-'));
  file = join(directory, 'made on the way', 'features.duckdb');
});
afterEach(() => rm(directory, { recursive: true }));

function row(minute: number): FeatureBlock {
  return {
    key: KEY,
    names: ['rsi_14'],
    time: Float64Array.of(minute * 60_000),
    columns: [Float32Array.of(minute)],
    digest: String(minute),
    follows: minute === 0 ? null : String(minute - 1),
    joins: minute > 0,
    state: new Float64Array(2500),
  };
}

test('lies beside the candles, and both are open at once', async () => {
  const candles = await openDuckDbCandleStore({ file: join(directory, 'candles.duckdb') });
  const features = await openDuckDbFeatureStore({ file });
  const prices = { open: 1, high: 1, low: 1, close: 1, askOpen: 1, askHigh: 1, askLow: 1, askClose: 1 };
  const written = { askSource: 'quoted', origin: 'ticks', source: 'x' } as const;
  const minute = candlesFrom([{ time: 0, ...prices, volume: 0 }]);
  await candles.writeCandles({ symbol: EURUSD, timeframe: 'M1', ...written, candles: minute });
  await features.writeBlock(row(0));
  expect((await candles.listSeries()).length + (await features.listFeatures()).length).toBe(2);
  await features.close();
  await candles.close();
});

test('a file of candles is no feature store, and the other way round', async () => {
  await (await openDuckDbCandleStore({ file })).close();
  await expect(openDuckDbFeatureStore({ file })).rejects.toMatchObject({ code: 'FEATURE_STORE_NOT_OPENED' });
  const other = join(directory, 'other.duckdb');
  await (await openDuckDbFeatureStore({ file: other })).close();
  await expect(openDuckDbCandleStore({ file: other })).rejects.toMatchObject({ code: 'CANDLE_STORE_NOT_OPENED' });
});

test('one file is open once, for reading only if so asked', async () => {
  const store = await openDuckDbFeatureStore({ file });
  await expect(openDuckDbFeatureStore({ file })).rejects.toMatchObject({ code: 'FEATURE_STORE_BUSY', retryable: true });
  await store.writeBlock(row(0));
  await store.close();
  await expect(store.listFeatures()).rejects.toMatchObject({ code: 'FEATURE_STORE_CLOSED' });
  const reading = await openDuckDbFeatureStore({ file, readOnly: true });
  expect((await reading.readRows(KEY)).length).toBe(1);
  await expect(reading.writeBlock(row(1))).rejects.toMatchObject({ code: 'FEATURE_STORE_READ_ONLY' });
  await expect(reading.removeAfter(KEY, null)).rejects.toMatchObject({ code: 'FEATURE_STORE_READ_ONLY' });
  await reading.close();
});

test('calls that are not awaited are answered in order, and close waits for them', async () => {
  const store = await openDuckDbFeatureStore({ file });
  const writes = [0, 1, 2].map((minute) => store.writeBlock(row(minute)));
  const read = store.readRows(KEY);
  const closed = store.close();
  expect(await Promise.all(writes)).toHaveLength(3);
  expect([...(await read).time]).toEqual([0, 60_000, 120_000]);
  await closed;
});

test('rows that join one by one stay one span', async () => {
  const store = await openDuckDbFeatureStore({ file });
  for (let minute = 0; minute < 200; minute++) await store.writeBlock(row(minute));
  expect(await store.readSpans(KEY)).toEqual([{ firstTime: 0, lastTime: 199 * 60_000, rows: 200, digest: '199' }]);
  await store.close();
});
