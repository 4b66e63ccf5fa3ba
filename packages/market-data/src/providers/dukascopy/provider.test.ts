import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, ManualClock, systemClock, systemScheduler, type Scheduler } from '@pipwright/kernel';
import { utcMs, type EpochMs, type SymbolName } from '@pipwright/model';
import type { WriteSummary } from '@pipwright/storage/ports';
import {
  MemoryCandleData,
  MemoryCandleStore,
  recordedFeed,
  sharedData,
  startFakeDukascopy,
  SyntheticFeed,
  type FakeDukascopy,
  type FakeDukascopyOptions,
} from '@pipwright/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ticksToCandles } from '../../candles/ticks-to-candles.ts';
import { downloadDukascopy, type DownloadRequest } from './provider.ts';

const FEED = new SyntheticFeed(11);
const MONDAY = utcMs(2024, 1, 8);
const HOUR_MS = 3_600_000;

let directory: string;
let fake: FakeDukascopy | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pipwright-dukascopy-'));
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
  await rm(directory, { recursive: true });
});

/** Waits in real time, but believes that it is long after the data. */
function schedulerAt(time: EpochMs): Scheduler {
  return { ...systemScheduler(systemClock), clock: new ManualClock(time) };
}

async function request(
  options: Partial<DownloadRequest>,
  fault?: FakeDukascopyOptions['fault'],
): Promise<DownloadRequest & { store: MemoryCandleStore }> {
  await fake?.close();
  fake = await startFakeDukascopy({ content: FEED, ...(fault === undefined ? {} : { fault }) });
  return {
    ...plainRequest(),
    symbol: 'eur/usd',
    to: (MONDAY + 24 * HOUR_MS) as EpochMs,
    urls: fake.urls,
    timeoutMs: 5000,
    backoffMs: 1,
    ...options,
    store: (options.store as MemoryCandleStore | undefined) ?? new MemoryCandleStore(),
  };
}

/** A request that leaves the feed to the test. */
function plainRequest(): DownloadRequest {
  return {
    symbol: 'EURUSD',
    from: MONDAY,
    to: MONDAY,
    cacheDirectory: directory,
    fetch: (url, init) => fetch(url, init),
    scheduler: schedulerAt(utcMs(2024, 6, 1)),
    random: createRandom(3),
    store: new MemoryCandleStore(),
  };
}

async function storedMinutes(store: MemoryCandleStore): Promise<number[][]> {
  const { candles } = await store.readCandles({ symbol: 'EURUSD' as SymbolName, timeframe: 'M1' });
  return Array.from(candles.time, (time, row) => [time, candles.open[row], candles.askClose[row]] as number[]);
}

describe.each(['json', 'bi5'] as const)('the %s feed', (feed) => {
  test('gives minutes of bid and ask, quoted, and the longer timeframes', async () => {
    const asked = await request({ feed });
    const report = await downloadDukascopy(asked);
    expect(report.periods).toEqual({ total: 2, cached: 0, fetched: 2, empty: 0, fallback: 0 });
    expect(report.import.files).toMatchObject([{ status: 'imported', askSources: { quoted: 1440, assumed: 0 } }]);
    const bids = FEED.candlesOf('bid', MONDAY, MONDAY + 24 * HOUR_MS, 60_000);
    const asks = FEED.candlesOf('ask', MONDAY, MONDAY + 24 * HOUR_MS, 60_000);
    expect(await storedMinutes(asked.store)).toEqual(
      bids.map((bid, index) => [bid.time, bid.open, asks[index]?.close]),
    );
    const hours = await asked.store.readCandles({ symbol: 'EURUSD' as SymbolName, timeframe: 'H1' });
    expect(hours.candles.length).toBe(24);
  });

  test('gives ticks, and minutes made of them', async () => {
    const asked = await request({ feed, granularity: 'ticks', to: (MONDAY + 2 * HOUR_MS) as EpochMs });
    const report = await downloadDukascopy(asked);
    expect(report.periods.total).toBe(2);
    const { candles } = await asked.store.readCandles({ symbol: 'EURUSD' as SymbolName, timeframe: 'M1' });
    const first = ticksToCandles(FEED.ticksOf(MONDAY), 'M1');
    expect([...candles.close.subarray(0, 60)]).toEqual([...first.close]);
    expect(candles.length).toBe(120);
    expect((await asked.store.readTicks('EURUSD' as SymbolName, asked)).length).toBe(360);
  });

  test('is not asked twice for closed periods, and importing again changes nothing', async () => {
    const asked = await request({ feed });
    await downloadDukascopy(asked);
    const before = await storedMinutes(asked.store);
    const count = fake?.requests.length;
    const again = await downloadDukascopy(asked);
    expect(fake?.requests.length).toBe(count);
    expect(again.periods).toMatchObject({ cached: 2, fetched: 0 });
    expect(again.import.files).toMatchObject([{ status: 'already-imported' }]);
    expect(await storedMinutes(asked.store)).toEqual(before);
  });

  test.each([
    ['a refusal for load', { kind: 'status', status: 503 }],
    ['too many requests', { kind: 'status', status: 429, retryAfterSeconds: 0 }],
    ['a connection that hangs', { kind: 'hang' }],
    ['a connection that breaks off', { kind: 'cut' }],
    ['a body that a proxy cut short', { kind: 'truncate' }],
    ['a closed connection', { kind: 'disconnect' }],
  ] as const)('is asked again after %s', async (_, fault) => {
    const asked = await request({ feed, timeoutMs: 1200 }, (_path, before) => (before === 0 ? fault : undefined));
    const report = await downloadDukascopy(asked);
    expect(report.import.files).toMatchObject([{ status: 'imported', askSources: { quoted: 1440 } }]);
    expect(fake?.requests.length).toBe(4);
  });

  test('gives up after the attempts, keeps what it has, and goes on from there', async () => {
    const isAsk = (path: string): boolean => path.includes('ASK');
    const asked = await request({ feed, attemptsMax: 2, concurrency: 1 }, (path) =>
      isAsk(path) ? { kind: 'status', status: 500 } : undefined,
    );
    await expect(downloadDukascopy(asked)).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED', details: { attempts: 2 } });
    expect(await storedMinutes(asked.store)).toEqual([]);
    const healed = await request({ feed });
    const report = await downloadDukascopy(healed);
    expect(report.periods).toMatchObject({ cached: 1, fetched: 1 });
    expect(fake?.requests.every(isAsk)).toBe(true);
  });

  test('has nothing where it answers 404', async () => {
    const asked = await request({ feed }, () => ({ kind: 'status', status: 404 }));
    const report = await downloadDukascopy(asked);
    expect(report.periods).toMatchObject({ total: 2, empty: 2 });
    expect(report.import.files).toEqual([]);
  });

  test('is not asked for the weekend', async () => {
    const saturday = utcMs(2024, 1, 13);
    const asked = await request({ feed, from: saturday, to: (saturday + 24 * HOUR_MS) as EpochMs });
    expect((await downloadDukascopy(asked)).periods.total).toBe(0);
  });
});

test('no more requests run at a time than allowed', async () => {
  const asked = await request({ granularity: 'ticks', concurrency: 3 });
  const seen: number[] = [];
  await downloadDukascopy({ ...asked, onProgress: ({ done, total }) => seen.push(done / total) });
  expect(fake?.openMax).toBeLessThanOrEqual(3);
  expect(seen).toEqual(Array.from({ length: 24 }, (_, index) => (index + 1) / 24));
});

test('an open period is asked for without its date and never cached', async () => {
  const now = (MONDAY + 10 * HOUR_MS) as EpochMs;
  const asked = await request({ scheduler: schedulerAt(now) });
  await downloadDukascopy(asked);
  expect(fake?.requests.toSorted()).toEqual([
    `/v1/candles/minute/EUR-USD/ASK?from=${MONDAY}`,
    `/v1/candles/minute/EUR-USD/BID?from=${MONDAY}`,
  ]);
  await downloadDukascopy(asked);
  expect(fake?.requests.length).toBe(4);
});

test('the other feed answers for one that fails, where the user wants it', async () => {
  const fail: FakeDukascopyOptions['fault'] = (path) =>
    path.startsWith('/v1') ? { kind: 'status', status: 502 } : undefined;
  const asked = await request({ attemptsMax: 1, fallback: true }, fail);
  const report = await downloadDukascopy(asked);
  expect(report.periods.fallback).toBe(2);
  expect(report.import.files).toMatchObject([{ status: 'imported', format: 'dukascopy-bi5' }]);
});

test('a raised signal ends a download at once', async () => {
  const controller = new AbortController();
  const asked = await request({ signal: controller.signal, timeoutMs: 60_000 }, () => ({ kind: 'hang' }));
  const running = downloadDukascopy(asked);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
});

test('a damaged file in the cache is reported with its name, not imported', async () => {
  const asked = await request({ feed: 'bi5' });
  await downloadDukascopy(asked);
  const path = join(directory, 'bi5', 'EURUSD', '2024', '00', '08', 'BID_candles_min_1.bi5');
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 200));
  const report = await downloadDukascopy({ ...asked, store: new MemoryCandleStore() });
  expect(report.import.files).toMatchObject([{ status: 'refused', code: 'FILE_CORRUPT' }]);
});

/** Dies at one of its chunks. */
class DyingStore extends MemoryCandleStore {
  #left: number;

  constructor(data: MemoryCandleData, chunks: number) {
    super(data);
    this.#left = chunks;
  }

  override async commitChunk(...chunk: Parameters<MemoryCandleStore['commitChunk']>): Promise<WriteSummary> {
    if (this.#left-- === 0) throw new Error('the process died');
    return super.commitChunk(...chunk);
  }
}

test('a month whose import dies between two days goes on with the next day', async () => {
  const to = (MONDAY + 72 * HOUR_MS) as EpochMs;
  const calm = new MemoryCandleData();
  const asked = await request({ feed: 'bi5', to, store: new MemoryCandleStore(calm) });
  await downloadDukascopy(asked);
  for (let chunks = 0; chunks < 3; chunks++) {
    const data = new MemoryCandleData();
    await expect(downloadDukascopy({ ...asked, store: new DyingStore(data, chunks) })).rejects.toThrow('died');
    const report = await downloadDukascopy({ ...asked, store: new MemoryCandleStore(data) });
    expect(report.import.files).toMatchObject([{ resumedChunks: chunks, written: { inserted: (3 - chunks) * 1440 } }]);
    expect(data.series).toEqual(calm.series);
  }
});

test('an unknown symbol and an empty period are refused before anything is asked', async () => {
  const asked = await request({});
  await expect(downloadDukascopy({ ...asked, symbol: '../../etc' })).rejects.toMatchObject({
    code: 'INSTRUMENT_UNKNOWN',
  });
  await expect(downloadDukascopy({ ...asked, to: asked.from })).rejects.toMatchObject({ code: 'PERIOD_ORDER' });
  expect(fake?.requests).toEqual([]);
});

test.skipIf(sharedData() === undefined)(
  'a day of real ticks comes over the wire as it is on the disk (needs ../shared/data)',
  async () => {
    fake = await startFakeDukascopy({ content: recordedFeed });
    const from = utcMs(2019, 2, 4);
    const to = utcMs(2019, 2, 5);
    const store = new MemoryCandleStore();
    const report = await downloadDukascopy({
      ...plainRequest(),
      urls: fake.urls,
      feed: 'bi5',
      granularity: 'ticks',
      from,
      to,
      store,
    });
    expect(report.periods).toMatchObject({ total: 24, fetched: 24, empty: 0 });
    expect(report.import.files).toMatchObject([{ status: 'imported', ticks: { accepted: 136_741, refused: 0 } }]);
    expect((await store.readTicks('EURUSD' as SymbolName, { from, to })).length).toBe(136_741);
  },
);

test.skipIf(sharedData() === undefined)(
  'a real hour and day of the newer feed come over the wire (needs ../shared/data)',
  async () => {
    fake = await startFakeDukascopy({ content: recordedFeed });
    const plain = plainRequest();
    const store = new MemoryCandleStore();
    const options = { ...plain, urls: fake.urls, scheduler: schedulerAt(utcMs(2026, 8, 1)), store };
    const hour = await downloadDukascopy({
      ...options,
      granularity: 'ticks',
      from: utcMs(2026, 7, 13, 12),
      to: utcMs(2026, 7, 13, 13),
    });
    expect(hour.import.files).toMatchObject([{ status: 'imported', ticks: { accepted: 3551 } }]);
    const day = await downloadDukascopy({ ...options, from: utcMs(2026, 7, 10), to: utcMs(2026, 7, 11) });
    // The ask side was not recorded: the server has none, and the spread is assumed.
    expect(day.periods).toMatchObject({ total: 2, empty: 1 });
    expect(day.import.files).toMatchObject([{ status: 'imported', askSources: { assumed: 1260 } }]);
  },
);
