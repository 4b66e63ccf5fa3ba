import {
  candleAt,
  candlesFrom,
  sliceCandles,
  type CandleColumns,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { expect, test } from 'vitest';
import { buildFeatures, type FeatureBuildProgress } from './build-features.ts';
import { FeatureAppender } from './feature-appender.ts';
import {
  buildOver,
  CANDLES,
  CountingStore,
  EURUSD,
  expectStreamed,
  firstCandles,
  KEY,
  SPAN_ROWS,
} from './feature-series.fixture.ts';

/** The candles with one close moved. */
function changedAt(row: number): CandleColumns {
  const rows = Array.from({ length: CANDLES.length }, (_, index) => candleAt(CANDLES, index));
  const candle = rows[row] as (typeof rows)[number];
  rows[row] = { ...candle, close: candle.close + EURUSD.tickSize };
  return candlesFrom(rows);
}

/** A store with the features of all candles. */
async function builtStore(): Promise<CountingStore> {
  const store = new CountingStore();
  await buildFeatures(await buildOver(store, CANDLES));
  store.blocks.length = 0;
  return store;
}

test('a build gives what the catalogue gives candle by candle', async () => {
  const store = new CountingStore();
  const summary = await buildFeatures(await buildOver(store, CANDLES));
  expect(summary).toMatchObject({ version: KEY.version, kept: 0, written: CANDLES.length, removed: 0 });
  const { names } = await expectStreamed(store, CANDLES);
  expect(summary.columns).toBe(names.length);
  expect(store.blocks.map(({ rows }) => rows)).toEqual([200, 200, 200, 200, 100]);
});

test('a build that adds what has come since gives the same as one at once', async () => {
  const store = new CountingStore();
  for (const to of [1, 2, 150, 390, 391, 900]) {
    for (const trustStored of [true, false]) {
      const fields = { trustStored, spanRows: SPAN_ROWS };
      const { kept, written } = await buildFeatures(await buildOver(store, firstCandles(to), fields));
      expect(kept + written).toBe(to);
      if (!trustStored) expect(written).toBe(0);
    }
  }
  await expectStreamed(store, CANDLES);
  expect((await store.readSpans(KEY)).map(({ rows }) => rows)).toEqual([200, 200, 200, 200, 100]);
});

test('an appender gives the same, candle by candle and several at once', async () => {
  const store = new CountingStore();
  await buildFeatures(await buildOver(store, firstCandles(700)));
  const open = { features: store, tenant: 'local', instrument: EURUSD, timeframe: 'H1' } as const;
  let appender = await FeatureAppender.open(open);
  for (let row = 700; row < 740; row++) expect(await appender.append(sliceCandles(CANDLES, row, row + 1))).toBe(1);
  expect(await appender.append(firstCandles(760))).toBe(20);
  expect(await appender.append(firstCandles(760))).toBe(0);
  expect(appender.lastTime).toBe(CANDLES.time[759]);
  appender = await FeatureAppender.open(open);
  expect(await appender.append(CANDLES)).toBe(140);
  await expectStreamed(store, CANDLES);
  expect(await buildFeatures(await buildOver(store, CANDLES))).toMatchObject({ kept: 900, written: 0 });
});

test('an appender needs something to continue', async () => {
  const open = FeatureAppender.open({
    features: new CountingStore(),
    tenant: 'local',
    instrument: EURUSD,
    timeframe: 'H1',
  });
  await expect(open).rejects.toMatchObject({ code: 'FEATURES_NOT_BUILT' });
});

test('a second build of the same candles computes nothing', async () => {
  const store = await builtStore();
  expect(await buildFeatures(await buildOver(store, CANDLES))).toMatchObject({ kept: 900, written: 0, removed: 0 });
  expect(store.blocks).toEqual([]);
});

test('a changed candle has what comes after it computed again, and nothing before it', async () => {
  for (const row of [0, 399, 400, 899]) {
    const store = await builtStore();
    const changed = changedAt(row);
    const kept = Math.floor(row / SPAN_ROWS) * SPAN_ROWS;
    const summary = await buildFeatures(await buildOver(store, changed));
    expect(summary).toMatchObject({ kept, written: 900 - kept, removed: 900 - kept });
    expect(store.blocks[0]?.firstTime).toBe(CANDLES.time[kept]);
    await expectStreamed(store, changed);
  }
});

test('candles that came before, between or are gone have their followers computed again', async () => {
  const cases = [
    { candles: sliceCandles(CANDLES, 10, 900), stored: CANDLES, kept: 0 },
    { candles: CANDLES, stored: sliceCandles(CANDLES, 10, 900), kept: 0 },
    { candles: without(450), stored: CANDLES, kept: 400 },
    { candles: CANDLES, stored: without(450), kept: 400 },
    { candles: without(399), stored: CANDLES, kept: 200 },
    { candles: firstCandles(500), stored: CANDLES, kept: 400 },
    { candles: firstCandles(400), stored: CANDLES, kept: 400 },
  ];
  for (const { candles, stored, kept } of cases) {
    const store = new CountingStore();
    await buildFeatures(await buildOver(store, stored));
    const summary = await buildFeatures(await buildOver(store, candles));
    expect(summary).toMatchObject({ kept, written: candles.length - kept, removed: stored.length - kept });
    await expectStreamed(store, candles);
  }
});

function without(row: number): CandleColumns {
  const rows = Array.from({ length: CANDLES.length }, (_, index) => candleAt(CANDLES, index));
  return candlesFrom(rows.toSpliced(row, 1));
}

test('another catalogue has everything computed beside what was there', async () => {
  const store = await builtStore();
  const old = { ...KEY, version: 'of yesterday' };
  const { time, names, columns } = await store.readRows(KEY);
  const copies = columns.map((column) => Float32Array.from(column));
  const block = { key: old, names, time: time.slice() as never, columns: copies, digest: 'x', follows: null };
  await store.writeBlock({ ...block, joins: false, state: new Float64Array(1) });
  await store.removeAfter(KEY, null);
  expect(await buildFeatures(await buildOver(store, CANDLES))).toMatchObject({ kept: 0, written: 900 });
  expect((await store.listFeatures()).map(({ version, rows }) => [version, rows])).toEqual(
    [KEY.version, old.version].toSorted().map((version) => [version, 900]),
  );
});

test('another contract of the instrument has everything computed again', async () => {
  const store = await builtStore();
  const instrument: Instrument = Object.assign({ ...EURUSD }, { typicalSpread: 2 * EURUSD.typicalSpread });
  const summary = await buildFeatures(await buildOver(store, CANDLES, { instrument }));
  expect(summary).toMatchObject({ kept: 0, written: 900, removed: 900 });
});

test('a state that belongs to another computation is not continued', async () => {
  const store = await builtStore();
  const spans = await store.readSpans(KEY);
  const readState = async (): Promise<Float64Array> => Float64Array.of(3, 1, 2, 3);
  const broken = Object.assign(new CountingStore(), { readState, readSpans: async () => spans });
  const summary = await buildFeatures(await buildOver(broken, CANDLES));
  expect(summary).toMatchObject({ kept: 0, written: 900 });
});

test('what is left for later does not disturb what is there already', async () => {
  const store = new CountingStore();
  const until = CANDLES.time[450] as EpochMs;
  expect(await buildFeatures(await buildOver(store, CANDLES, { until }))).toMatchObject({ written: 450 });
  await expectStreamed(store, firstCandles(450));
  expect(await buildFeatures(await buildOver(store, CANDLES))).toMatchObject({ kept: 450, written: 450 });
  expect(await buildFeatures(await buildOver(store, CANDLES, { until }))).toMatchObject({ written: 0, removed: 0 });
  await expectStreamed(store, CANDLES);
});

test('a build that is stopped goes on after the last block that it stored', async () => {
  for (const stopAt of [200, 400, 800]) {
    const store = new CountingStore();
    const controller = new AbortController();
    const onProgress = ({ phase, rows }: FeatureBuildProgress) => {
      if (phase === 'computing' && rows >= stopAt) controller.abort();
    };
    const stopped = buildFeatures(await buildOver(store, CANDLES, { signal: controller.signal, onProgress }));
    await expect(stopped).rejects.toMatchObject({ code: 'FEATURE_BUILD_STOPPED', retryable: true });
    const [summary] = await store.listFeatures();
    const kept = summary?.rows ?? 0;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(900);
    expect(await buildFeatures(await buildOver(store, CANDLES))).toMatchObject({ kept, written: 900 - kept });
    await expectStreamed(store, CANDLES);
  }
});

test('a build that is stopped while it checks changes nothing', async () => {
  const store = await builtStore();
  const stopped = buildFeatures(await buildOver(store, changedAt(0), { signal: AbortSignal.abort() }));
  await expect(stopped).rejects.toMatchObject({ code: 'FEATURE_BUILD_STOPPED' });
  await expectStreamed(store, CANDLES);
});

test('a store that fails stops the build with its reason', async () => {
  const store = new CountingStore();
  store.writeBlock = () => Promise.reject(new RangeError('the disk is full'));
  await expect(buildFeatures(await buildOver(store, CANDLES))).rejects.toThrow('the disk is full');
});

test('one and two threads give the same bits, and continue what the other has left', async () => {
  const store = new CountingStore();
  const parts = [
    { to: 300, threads: 2 },
    { to: 500, threads: 1 },
    { to: 650, threads: 0 },
    { to: 900, threads: 2 },
  ] as const;
  for (const { to, threads } of parts) {
    const { kept, written } = await buildFeatures(await buildOver(store, firstCandles(to), { threads }));
    expect(kept + written).toBe(to);
    expect(written).toBeGreaterThan(0);
  }
  await expectStreamed(store, CANDLES);
});

test('a thread that fails stops the build with its reason', async () => {
  const options = await buildOver(new CountingStore(), CANDLES, { threads: 1 });
  // Every part brings the same candles: the engine refuses those that it has seen.
  const series = await options.candles.readCandles(KEY);
  options.candles.readCandles = async () => ({ ...series, candles: firstCandles(200) });
  const failed = buildFeatures(options);
  await expect(failed).rejects.toMatchObject({
    code: 'FEATURE_THREAD_FAILED',
    message: expect.stringContaining('was given to the feature engine after') as string,
  });
});
